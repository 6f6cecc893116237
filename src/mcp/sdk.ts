// What the server takes of the SDK. The build makes a file of its own of it, without the rest of the SDK.
export {
  type JSONRPCMessage,
  McpServer,
  ProtocolError,
  ProtocolErrorCode,
  type Transport,
} from '@modelcontextprotocol/server';
export { memorySkillFiles, SkillsExtension } from '@modelcontextprotocol/server/ext/skills';
export { serveStdio } from '@modelcontextprotocol/server/stdio';
