import { QueryClient } from "@tanstack/react-query";

/**
 * What the window remembers of main's answers. "always": main answers without any network, and by
 * default every question would wait for one, signing in included. Not on focus: opening a chart is
 * on record, and looking up from another window is not opening it again.
 */
export function createMemory(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: "always", refetchOnWindowFocus: false, refetchOnReconnect: false, retry: false },
      mutations: { networkMode: "always", retry: false },
    },
  });
}
