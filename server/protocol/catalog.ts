export type SkuView = {
  id: string;
  code: string;
  title: string;
  priceMinor: number;
  costMinor: number;
};

export type ProductView = {
  id: string;
  name: string;
  description: string;
  currency: string;
  skus: SkuView[];
  images: { id: string; url: string; alt: string }[];
  archivedAt: number | null;
};
