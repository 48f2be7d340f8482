import type { Assignment } from '../experiments/rules/assignment.ts';
import type { Reader } from '../platform/db.ts';
import type { DropWindow } from './rules/choose-drop.ts';

/** What a preview shows of a drop. */
export type TargetDrop = DropWindow & {
  id: string;
  slug: string;
  title: string;
  description: string;
  imageId: string | null;
  /** What holds visitors out of it; null: everybody gets the drop. */
  experiment: ({ id: string } & Assignment) | null;
};

/** All that the redirect must know of a link to answer without another query. */
export type LinkTarget = {
  linkId: string;
  slug: string;
  pausedAt: Date | null;
  endedAt: Date | null;
  contract: {
    id: string;
    endedAt: Date | null;
    versions: {
      id: string;
      number: number;
      acceptedByBrandAt: Date | null;
      acceptedByCreatorAt: Date | null;
      effectiveAt: Date | null;
      endedFrom: Date | null;
    }[];
  };
  brandName: string;
  creatorName: string;
  /** A page of the brand's own shop; null: a drop, or the host is not verified (any more). */
  destination: string | null;
  pinned: TargetDrop | null;
  ofContract: TargetDrop[];
};

/** The link of this name or, when none has it, with this spoken code. */
export async function findLinkTarget(db: Reader, slug: string): Promise<LinkTarget | null> {
  const links = await db.link.findMany({
    where: { OR: [{ slug }, { spokenCode: slug }] },
    include: { contract: { include: CONTRACT } },
    take: 2,
  });
  const link = links.find((one) => one.slug === slug) ?? links[0];
  if (!link) return null;
  const { contract } = link;
  const pinned = link.dropId
    ? await db.drop.findFirst({
        where: { id: link.dropId, brandId: contract.brandId },
        select: DROP,
      })
    : null;
  return {
    linkId: link.id,
    slug: link.slug,
    pausedAt: link.pausedAt,
    endedAt: link.endedAt,
    contract: { id: contract.id, endedAt: contract.endedAt, versions: contract.versions },
    brandName: contract.brand.name,
    creatorName: contract.creator?.displayName ?? contract.brand.name,
    destination: verifiedDestination(link.destination, contract.brand.hosts),
    pinned: pinned && presentDrop(pinned),
    ofContract: contract.gates.map(({ drop }) => presentDrop(drop)),
  };
}

function verifiedDestination(
  destination: string | null,
  hosts: readonly { host: string }[],
): string | null {
  if (destination === null) return null;
  const { hostname } = new URL(destination);
  return hosts.some(({ host }) => host === hostname) ? destination : null;
}

const DROP = {
  id: true,
  slug: true,
  title: true,
  description: true,
  publishedAt: true,
  pausedAt: true,
  endedAt: true,
  startsAt: true,
  endsAt: true,
  experiment: { select: { id: true, assignmentKey: true, holdoutBps: true, stoppedAt: true } },
  items: {
    orderBy: { position: 'asc' },
    take: 1,
    select: {
      sku: {
        select: {
          product: {
            select: { images: { orderBy: { position: 'asc' }, take: 1, select: { id: true } } },
          },
        },
      },
    },
  },
} as const;

/** The latest drops are enough to find the live, the next and the last one. */
const CONTRACT = {
  brand: {
    select: { name: true, hosts: { where: { verifiedAt: { not: null } }, select: { host: true } } },
  },
  creator: { select: { displayName: true } },
  versions: {
    select: {
      id: true,
      number: true,
      acceptedByBrandAt: true,
      acceptedByCreatorAt: true,
      effectiveAt: true,
      endedFrom: true,
    },
  },
  gates: {
    where: { drop: { publishedAt: { not: null } } },
    orderBy: { drop: { startsAt: 'desc' } },
    take: 50,
    select: { drop: { select: DROP } },
  },
} as const;

type DropRow = {
  id: string;
  slug: string;
  title: string;
  description: string;
  publishedAt: Date | null;
  pausedAt: Date | null;
  endedAt: Date | null;
  startsAt: Date;
  endsAt: Date;
  experiment: ({ id: string; stoppedAt: Date | null } & Assignment) | null;
  items: { sku: { product: { images: { id: string }[] } } }[];
};

function presentDrop(drop: DropRow): TargetDrop {
  return {
    id: drop.id,
    slug: drop.slug,
    title: drop.title,
    description: drop.description,
    publishedAt: drop.publishedAt?.getTime() ?? null,
    pausedAt: drop.pausedAt?.getTime() ?? null,
    endedAt: drop.endedAt?.getTime() ?? null,
    startsAt: drop.startsAt.getTime(),
    endsAt: drop.endsAt.getTime(),
    // Stock changes by the second and does not change where a link leads: it is not read.
    available: 1,
    experiment: drop.experiment?.stoppedAt ? null : drop.experiment,
    imageId: drop.items[0]?.sku.product.images[0]?.id ?? null,
  };
}
