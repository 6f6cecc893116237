/** What a word is looked for in, as the API cannot search. */
export const searchedFields = {
  sources: ['slug', 'name'],
  destinations: ['name', 'metadata.name', 'metadata.slug'],
  catalog: {
    sources: ['name', 'slug', 'categories'],
    destinations: ['name', 'slug', 'categories', 'previousNames'],
    warehouses: ['name', 'slug'],
  },
} as const;
