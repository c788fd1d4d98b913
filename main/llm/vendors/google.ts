import { JWT } from "google-auth-library";
import { readServiceAccount } from "../binding.ts";
import type { Destination } from "../ports.ts";

/**
 * A client that proves itself with a token it signs on this machine. Nothing is fetched for it, so
 * no second host is needed to reach the first.
 */
export function createGoogleAuth({ credential }: Destination): { client: JWT; projectId: string } {
  const account = readServiceAccount(credential["serviceAccount"] ?? "");
  const client = new JWT({
    email: account?.client_email ?? "",
    key: account?.private_key ?? "",
    scopes: ["https://www.googleapis.com/auth/cloud-platform"],
  });
  client.useJWTAccessWithScope = true;
  return { client, projectId: account?.project_id ?? "" };
}
