/** Names the functions of a built file in the map beside it: `x_functions`. */
export function nameFunctions(path: string): void;
