import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { Lost, PAUSES, PIECE, Refused, sendInPieces, type Course, type World } from "../islands/uploads/transfer.ts";

/** A server that keeps to the protocol, as far as a sender sees it. */
class Server {
  kept = new Uint8Array();
  size = 0;
  metadata = "";
  patches = 0;
  /** What goes wrong at a request: counted from 0. */
  trouble = new Map<number, "cut" | "taken, answer lost" | "broken" | "signed out" | "full">();
  requests = 0;

  fetch = async (_url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    const trouble = this.trouble.get(this.requests++);
    if (trouble === "cut") throw new TypeError("network");
    if (trouble === "broken") return new Response("", { status: 503 });
    if (trouble === "full") return new Response("Too many files are on their way at once.", { status: 422 });
    if (trouble === "signed out") return Object.defineProperties(new Response(null), { type: { value: "opaqueredirect" }, ok: { value: false } });
    if (init.method === "POST") {
      this.size = Number(headers.get("Upload-Length"));
      this.metadata = headers.get("Upload-Metadata") ?? "";
      return this.told(201, { Location: "/uploads/abc/" });
    }
    if (init.method === "HEAD") return this.told(200);
    if (Number(headers.get("Upload-Offset")) !== this.kept.length) return this.told(409);
    this.patches += 1;
    const piece = new Uint8Array(await (init.body as Blob).arrayBuffer());
    this.kept = Uint8Array.from([...this.kept, ...piece]);
    if (trouble === "taken, answer lost") throw new TypeError("network");
    return this.told(204);
  };

  told(status: number, more: Record<string, string> = {}): Response {
    return new Response(null, { status, headers: { "Upload-Offset": String(this.kept.length), ...more } });
  }
}

function film(size: number): File {
  return new File([Uint8Array.from({ length: size }, (_, index) => index % 251)], "Molar 19 ñ.dcm");
}

class Log implements Course {
  parts: number[] = [];
  pauses = 0;
  id = "";
  progress(part: number): void { this.parts.push(part); }
  paused(): void { this.pauses += 1; }
  begun(id: string): void { this.id = id; }
}

function world(server: Server, waited: number[] = []): World {
  return { fetch: server.fetch as typeof fetch, token: () => "t", wait: async (seconds) => { waited.push(seconds); } };
}

test("a file goes in pieces, announced with its name and its hash", async () => {
  const server = new Server();
  const log = new Log();
  const file = film(2 * PIECE + 5);
  assert.deepEqual(await sendInPieces(file, "/up/", "photo", log, world(server)), { known: false });
  assert.deepEqual(server.kept, new Uint8Array(await file.arrayBuffer()));
  assert.equal(server.patches, 3);
  assert.equal(log.id, "abc");
  assert.equal(log.parts.at(-1), 1);
  const said = Object.fromEntries(server.metadata.split(",").map((pair) => pair.split(" ")).map(([key, value]) => [key, Buffer.from(value!, "base64").toString()]));
  assert.deepEqual(said, { filename: "Molar 19 ñ.dcm", kind: "photo", sha256: createHash("sha256").update(server.kept).digest("hex") });
});

test("a cut connection is waited for, and nothing that arrived is sent again", async () => {
  const server = new Server();
  server.trouble.set(2, "cut").set(3, "cut").set(4, "broken");
  const log = new Log();
  const waited: number[] = [];
  await sendInPieces(film(3 * PIECE), "/up/", "", log, world(server, waited));
  assert.equal(server.kept.length, 3 * PIECE);
  assert.equal(server.patches, 3);
  assert.equal(log.pauses, 3);
  assert.deepEqual(waited, PAUSES.slice(0, 3));
});

test("a piece whose answer was lost is not sent twice", async () => {
  const server = new Server();
  server.trouble.set(1, "taken, answer lost");
  await sendInPieces(film(2 * PIECE), "/up/", "", new Log(), world(server));
  assert.equal(server.kept.length, 2 * PIECE);
  assert.equal(server.patches, 2);
});

test("after a reload it goes on where the server is", async () => {
  const server = new Server();
  const file = film(3 * PIECE);
  server.kept = new Uint8Array(await file.slice(0, 2 * PIECE).arrayBuffer());
  await sendInPieces(file, "/up/", "", new Log(), world(server));
  assert.equal(server.patches, 1);
  assert.deepEqual(server.kept, new Uint8Array(await file.arrayBuffer()));
});

test("a no is told at once, in the server's words; a server that stays away is left to the person", async () => {
  const full = new Server();
  full.trouble.set(0, "full");
  await assert.rejects(sendInPieces(film(10), "/up/", "", new Log(), world(full)), (error) => error instanceof Refused && error.message.startsWith("Too many files"));
  assert.equal(full.requests, 1);
  const away = new Server();
  for (let request = 0; request < 50; request += 1) away.trouble.set(request, "cut");
  await assert.rejects(sendInPieces(film(10), "/up/", "", new Log(), world(away)), Lost);
  assert.equal(away.requests, PAUSES.length + 1);
});

test("who was signed out is not sent on to the sign-in page", async () => {
  const server = new Server();
  server.trouble.set(1, "signed out");
  await assert.rejects(sendInPieces(film(10), "/up/", "", new Log(), world(server)), Refused);
});
