import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { z } from 'zod';

/** @throws HTTPException for a body of another type */
export function requireType(c: Context, type: string): void {
  const given = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (given !== type) throw new HTTPException(415, { message: `Send this as ${type}.` });
}

/** The body of a request. JSON is not one of the types that a form can send. @throws HTTPException for another */
export async function readJson<Schema extends z.ZodType>(c: Context, schema: Schema): Promise<z.output<Schema>> {
  requireType(c, 'application/json');
  const body: unknown = await c.req.json().catch(() => undefined);
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new HTTPException(400, { message: `${issue?.path.join('.') || 'body'}: ${issue?.message}` });
}
