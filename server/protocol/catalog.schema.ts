import { z } from 'zod';
import { id } from './id.schema.ts';

const minor = z.number().int().min(0).max(100_000_000);
const name = z.string().trim().min(2, 'Give it a name of at least two letters.').max(80);
const description = z.string().trim().max(2000).default('');

const sku = z.strictObject({
  code: z
    .string()
    .trim()
    .min(1, 'Every article needs a code.')
    .max(40)
    .regex(/^[A-Za-z0-9._/-]+$/, 'Use letters, digits and . _ / -'),
  title: z.string().trim().min(1, 'Say what tells it apart, for instance "Moss / M".').max(60),
  priceMinor: minor.min(1),
  costMinor: minor,
});

export const createProductSchema = z.strictObject({
  brandId: id,
  name,
  description,
  skus: z.array(sku).min(1, 'A product has at least one article.').max(50),
});
export type CreateProductInput = z.output<typeof createProductSchema>;

export const updateProductSchema = z.strictObject({
  brandId: id,
  productId: id,
  name,
  description,
});
export const productOfBrandSchema = z.strictObject({ brandId: id, productId: id });
export const listProductsSchema = z.strictObject({ brandId: id });
