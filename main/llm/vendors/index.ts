import type { VendorId } from "../../../shared/domain/vendor.ts";
import type { Vendor, Vendors } from "../ports.ts";
import type { Patience } from "./patience.ts";

type Load = (patience: Patience) => Promise<Vendor>;

/** Each library is loaded when its vendor is first spoken to: most clinics have one, and the program starts sooner. */
const loaders: Readonly<Record<VendorId, Load>> = {
  anthropic: async (patience) => (await import("./anthropic.ts")).createAnthropicVendor(patience),
  bedrock: async (patience) => (await import("./bedrock.ts")).createBedrockVendor(patience),
  vertex: async (patience) => (await import("./vertex.ts")).createVertexVendor(patience),
  gemini: async (patience) => (await import("./gemini.ts")).createGeminiVendor(patience),
  openai: async (patience) => (await import("./openai.ts")).createOpenAiVendor("openai", patience),
  "azure-openai": async (patience) => (await import("./openai.ts")).createOpenAiVendor("azure-openai", patience),
  "comprehend-medical": async (patience) => (await import("./comprehend.ts")).createComprehendVendor(patience),
  "on-premises": async (patience) => (await import("./openai.ts")).createOpenAiVendor("on-premises", patience),
};

/** Builds every vendor this build can speak to. */
export function createVendors(patience: Patience): Vendors {
  return Object.fromEntries(
    Object.entries(loaders).map(([id, load]) => {
      let loaded: Promise<Vendor> | null = null;
      const vendor = () => (loaded ??= load(patience));
      return [id, { stream: async (order) => (await vendor()).stream(order), prove: async (to) => (await vendor()).prove(to) } satisfies Vendor];
    }),
  ) as Record<VendorId, Vendor>;
}
