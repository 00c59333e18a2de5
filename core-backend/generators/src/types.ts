/** What a style contributes to a generation: its reference images, in a fixed order. */
export interface StyleReference {
  /** Hex SHA-256 of the encoded bytes. */
  readonly sha256: string;
  /** Reads the encoded image (PNG, JPEG, WebP, ...). May be called again after the cache dropped it. */
  bytes(): Promise<Uint8Array>;
}

/** One image to make. Width and height are pixels. */
export interface GenerationRequest {
  prompt: string;
  negativePrompt?: string;
  width: number;
  height: number;
  steps: number;
  guidanceScale: number;
  seed: number;
  quality: "draft" | "standard" | "high";
  /** The CSV's subject column; honoured before the prompt. */
  subject?: string;
  /** `id` changes whenever the references change: it is a cache key. */
  style: { id: string; references: readonly StyleReference[] };
  signal: AbortSignal;
}

/** A finished picture and what may be said of it. */
export interface GeneratedImage {
  image: Uint8Array;
  mime: "image/png";
  seed: number;
  model: string;
  /** Lines that must accompany the picture wherever it is published. */
  attribution: readonly string[];
  timings: { renderMs: number };
}

/** The port every generator implements. */
export interface ImageGenerator {
  readonly id: string;
  readonly version: string;
  describe(): { title: string; costPerImageUsd: number; isDraft: boolean };
  generate(request: GenerationRequest): Promise<GeneratedImage>;
  close(): Promise<void>;
}
