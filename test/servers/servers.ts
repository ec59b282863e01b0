import { hostedServers } from "#/test/servers/hosted-servers.ts";
import { nativeServers } from "#/test/servers/native-servers.ts";
import { openServers } from "#/test/servers/open-servers.ts";
import type { ServerRow } from "#/test/servers/server-row.ts";

export const servers: readonly ServerRow[] = [...openServers, ...hostedServers, ...nativeServers];

/** Which servers of the tests stand for each row of "What servers really do". */
export const standFor: Readonly<Record<string, readonly string[]>> = {
  vLLM: ["vLLM", "vLLM of before", "vLLM with a reasoning model"],
  SGLang: ["SGLang", "SGLang with its prefill broken"],
  "llama.cpp server": ["llama.cpp server"],
  Ollama: ["Ollama"],
  LMDeploy: ["LMDeploy", "LMDeploy without its flag"],
  "OpenAI, Azure": ["OpenAI", "OpenAI with a reasoning model", "Azure"],
  OpenRouter: ["OpenRouter"],
  Together: ["Together"],
  "LM Studio": ["LM Studio"],
  "Gemini (native)": ["Gemini (native)"],
  "Anthropic (native)": ["Anthropic (native)", "Anthropic (native), a current model"],
  "LiteLLM proxy": ["LiteLLM proxy", "LiteLLM proxy that drops parameters"],
  "Accepting a parameter proves nothing": ["a server that accepts every parameter and ignores it"],
  "Answers without the picture": ["a server that answers without having seen the picture"],
};
