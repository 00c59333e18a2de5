/** A model, or a renderer, that makes an image of a prompt in the style of reference images. */
export interface ImageGenerator {
  readonly id: string;
  readonly version: string;
  describe(): GeneratorInfo;
  /** Throws {@link GeneratorError}; anything else it throws counts as transient. */
  generate(request: GenerationRequest): Promise<GeneratedImage>;
  close(): Promise<void>;
}

export interface GeneratorInfo {
  readonly title: string;
  readonly costPerImageUsd: number;
  /** A draft is a drawing by program, never called AI-generated. */
  readonly isDraft: boolean;
  /** Seconds one image takes, as a first guess before durations were measured. */
  readonly typicalSeconds: number;
  /** Images it makes at the same time; as many as are asked for unless told. */
  readonly parallel?: number;
}

export interface GenerationRequest {
  readonly prompt: string;
  readonly negativePrompt?: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly steps: number;
  readonly guidanceScale: number;
  readonly seed: number;
  readonly quality: "draft" | "standard" | "high";
  /** The row's own word for what is pictured, if it has one. */
  readonly subject?: string;
  readonly style: GenerationStyle;
  readonly signal: AbortSignal;
}

export interface GenerationStyle {
  /** Changes whenever the references do: a key for caches. */
  readonly id: string;
  readonly references: readonly StyleReference[];
}

export interface StyleReference {
  /** Lower-case hex, of the encoded bytes. */
  readonly sha256: string;
  /** The encoded image. */
  bytes(): Promise<Uint8Array>;
}

export interface GeneratedImage {
  readonly image: Uint8Array;
  readonly mime: string;
  readonly seed: number;
  readonly model: string;
  /** Lines that must travel with the image. */
  readonly attribution: readonly string[];
}

/** Why no image came: worth another try or not; `retryAfterSeconds` if the model said when. */
export class GeneratorError extends Error {
  override readonly name: string = "GeneratorError";
  readonly kind: "transient" | "permanent" | "unavailable";
  readonly retryAfterSeconds: number | undefined;
  constructor(kind: GeneratorError["kind"], message: string, retryAfterSeconds?: number) {
    super(message);
    this.kind = kind;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
