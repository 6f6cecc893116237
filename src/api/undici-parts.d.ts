// undici has no entry of its own for its parts. Taking the client alone saves a third of its start-up
// (docs/performance.md): fetch, WebSocket, the cache and the mocks stay out of the bundle.
declare module 'undici/lib/dispatcher/agent.js' {
  export { Agent as default } from 'undici';
}
declare module 'undici/lib/core/connect.js' {
  export { buildConnector as default } from 'undici';
}
declare module 'undici/lib/dispatcher/client.js' {
  export { Client as default } from 'undici';
}
