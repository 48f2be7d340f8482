import { z } from 'zod';
import { id } from './id.schema.ts';

export const explainOrderSchema = z.strictObject({ brandId: id, orderId: id });
