import type { Db, Reader, Tx } from '../platform/db.ts';

export type StoredConversion = NonNullable<Awaited<ReturnType<Tx['conversion']['findFirst']>>>;

/** By what a conversion is known: told twice, it is one. */
export type ConversionKey = { brandId: string; mode: string; source: string; eventId: string };

export async function findConversion(
  db: Reader,
  key: ConversionKey,
): Promise<StoredConversion | null> {
  return db.conversion.findUnique({ where: { brandId_mode_source_eventId: key } });
}

export async function insertConversion(tx: Tx, conversion: StoredConversion): Promise<void> {
  await tx.conversion.create({ data: conversion });
}

/** Fixes the answer; the first one stands, and is returned. */
export async function fixAnswer(db: Db, id: string, answer: string): Promise<string> {
  await db.conversion.updateMany({ where: { id, answer: null }, data: { answer } });
  const { answer: fixed } = await db.conversion.findUniqueOrThrow({
    where: { id },
    select: { answer: true },
  });
  return fixed ?? answer;
}

/** Whether a sale under this id of the shop was told. */
export async function hasSale(
  db: Reader,
  which: { brandId: string; mode: string; source: string; externalOrderId: string },
): Promise<boolean> {
  return (await db.conversion.count({ where: { ...which, type: 'sale' } })) > 0;
}
