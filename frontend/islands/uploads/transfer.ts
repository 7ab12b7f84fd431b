/** One file to the server: in pieces as the tus protocol 1.0.0 has it, so that a cut connection or a reload costs one piece; or whole. */

export const PIECE = 1024 * 1024;
/** Seconds to wait after each failure; with the last one it is left to the person. */
export const PAUSES = [1, 2, 4, 8, 15, 15, 30, 30];

/** The server said no, in a sentence. */
export class Refused extends Error {}

/** The connection stayed away. What has arrived is kept, and a second try goes on from there. */
export class Lost extends Error {}

export interface Course {
  /** How much has arrived, from 0 to 1. */
  progress(part: number): void;
  /** The connection is away for the moment. */
  paused(): void;
  /** The server knows the file by this id now. */
  begun(id: string): void;
}

/** What the world has to offer; tests bring their own. */
export interface World {
  fetch: typeof fetch;
  wait(seconds: number): Promise<void>;
  token(): string;
}

/** Sends a file piece by piece; answers whether the referral had the same one before. Raises Refused or Lost. */
export async function sendInPieces(file: File, announceUrl: string, kind: string, course: Course, world: World): Promise<{ known: boolean }> {
  const begun = await persist(world, course, async () => announce(file, announceUrl, kind, await hashOf(file), world));
  course.begun(begun.url.split("/").filter(Boolean).at(-1) ?? "");
  course.progress(begun.offset / file.size);
  if (begun.known) return { known: true };
  let { offset } = begun;
  let isSure = true;
  for (;;) {
    const answer = await persist(world, course, async () => {
      if (!isSure) offset = await asked(begun.url, world);
      isSure = false;
      const sent = await world.fetch(begun.url, {
        method: "PATCH",
        redirect: "manual",
        headers: { ...common(world), "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" },
        body: file.slice(offset, offset + PIECE),
      });
      if (sent.status === 409) throw new TypeError("out of step");
      return checked(sent);
    });
    isSure = true;
    offset = Number(answer.headers.get("Upload-Offset"));
    course.progress(offset / file.size);
    if (offset >= file.size) return { known: answer.headers.get("Upload-Known") === "1" };
  }
}

interface Begun {
  url: string;
  offset: number;
  known: boolean;
}

async function announce(file: File, url: string, kind: string, sha256: string, world: World): Promise<Begun> {
  const said = [["filename", file.name], ["kind", kind], ["sha256", sha256]].filter(([, value]) => value);
  const metadata = said.map(([key, value]) => `${key} ${base64(value!)}`).join(",");
  const headers = { ...common(world), "Upload-Length": String(file.size), "Upload-Metadata": metadata };
  const answer = await checked(await world.fetch(url, { method: "POST", redirect: "manual", headers }));
  return { url: answer.headers.get("Location") ?? "", offset: Number(answer.headers.get("Upload-Offset")), known: answer.headers.get("Upload-Known") === "1" };
}

async function asked(url: string, world: World): Promise<number> {
  const answer = await checked(await world.fetch(url, { method: "HEAD", redirect: "manual", headers: common(world) }));
  return Number(answer.headers.get("Upload-Offset"));
}

/** Tries again and again while the connection or the server is away. */
async function persist<T>(world: World, course: Course, act: () => Promise<T>): Promise<T> {
  for (const pause of [...PAUSES, null]) {
    try {
      return await act();
    } catch (error) {
      if (error instanceof Refused) throw error;
      if (pause === null) break;
      course.paused();
      await world.wait(pause);
    }
  }
  throw new Lost();
}

async function checked(answer: Response): Promise<Response> {
  if (answer.ok) return answer;
  if (answer.type === "opaqueredirect") throw new Refused("");
  if (answer.status >= 500 || answer.status === 429) throw new TypeError(String(answer.status));
  throw new Refused(sentence(await answer.text()));
}

function common(world: World): Record<string, string> {
  return { "Tus-Resumable": "1.0.0", "X-CSRFToken": world.token() };
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** SHA-256 in hexadecimal digits. Browsers compute it on secure pages only; without it nothing goes on after a reload, which is all that is lost. */
async function hashOf(file: File): Promise<string> {
  if (!globalThis.crypto?.subtle) return "";
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The text of an answer that says what is wrong. */
function sentence(answer: string): string {
  if (typeof DOMParser === "undefined") return answer;
  const page = new DOMParser().parseFromString(answer, "text/html");
  const said = page.querySelector("[role=alert], .error, .ask")?.textContent ?? page.body.textContent ?? "";
  return said.trim().replace(/\s+/g, " ").slice(0, 240);
}

/** Sends a file whole, as the form would; answers with what the server says. Raises Refused or Lost. */
export function sendWhole(url: string, body: FormData, token: string, course: Course): Promise<string> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("X-CSRFToken", token);
    request.setRequestHeader("HX-Request", "true");
    request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) course.progress(event.loaded / event.total); });
    request.addEventListener("load", () => {
      if (request.status >= 200 && request.status < 300) done(request.responseText);
      else failed(new Refused(sentence(request.responseText)));
    });
    request.addEventListener("error", () => failed(new Lost()));
    request.send(body);
  });
}
