import * as z from 'zod/mini';
import type { Tool } from './tool.ts';

/** A tool as `tools/list` shows it. The annotations are hints: what protects is that a tool is absent. */
export function listedTool({ name, title, description, input, output, writes, idempotent = false }: Tool) {
  return {
    name,
    title,
    description,
    inputSchema: schemaOf(input, 'input'),
    outputSchema: schemaOf(output, 'output'),
    annotations: {
      readOnlyHint: !writes,
      destructiveHint: writes && !idempotent,
      idempotentHint: !writes || idempotent,
      openWorldHint: true,
    },
  };
}

type ObjectSchema = { type: 'object'; [key: string]: unknown };

/** Only what a client needs: every client reads all of it at its start. */
function schemaOf(schema: z.core.$ZodType, io: 'input' | 'output'): ObjectSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema }) => {
      delete jsonSchema.propertyNames;
      // That an empty text says nothing is clear, and is checked.
      if (jsonSchema.minLength === 1) delete jsonSchema.minLength;
      if (isEmpty(jsonSchema.properties)) delete jsonSchema.properties;
      if (io === 'output' || isEmpty(jsonSchema.additionalProperties)) delete jsonSchema.additionalProperties;
    },
  });
  return { ...rest, type: 'object' };
}

function isEmpty(schema: unknown): boolean {
  return typeof schema === 'object' && schema !== null && Object.keys(schema).length === 0;
}
