/** Every address that no other route knows: 404, in the reader's language (a route is needed for the root's loader to run). */
function nothingHere(): never {
  throw new Response(null, { status: 404 });
}

export const loader = nothingHere;
export const action = nothingHere;

export default function Nothing() {
  return null;
}
