/** The body of an answer that Segment has no counterpart for. */
export function problem(code: string, message: string): { success: false; code: string; message: string } {
  return { success: false, code, message };
}
