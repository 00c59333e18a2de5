import type { Asset } from "@assetql/contract";
import { Note, Subheading } from "@contentful/f36-components";
import { percent } from "../common/score-badge.tsx";

const parts = {
  palette: "Colours",
  composition: "Composition",
  texture: "Texture",
  lighting: "Light",
  embedding: "Overall look",
} as const;
const partNames = ["palette", "composition", "texture", "lighting", "embedding"] as const;

/** Why the score is what it is, and where the image comes from. */
export function AssetFacts({ asset }: { asset: Asset }) {
  const { styleScore, provenance, dimensions, prompt, version } = asset;
  return (
    <>
      <Subheading as="h2" marginTop="spacingM">
        Style score
      </Subheading>
      <dl className="facts">
        {partNames.map((name) => (
          <div key={name}>
            <dt>{parts[name]}</dt>
            <dd>{percent(Math.max(0, styleScore.parts[name]))}</dd>
          </div>
        ))}
      </dl>
      <Subheading as="h2" marginTop="spacingM">
        Where it comes from
      </Subheading>
      {provenance.isDraft && (
        <Note variant="warning">
          This is a draft, drawn by a program. It is here to try things out, not to publish.
        </Note>
      )}
      <dl className="facts">
        <Fact name="Prompt" value={prompt} />
        <Fact name="Model" value={provenance.model} />
        <Fact name="Generator" value={`${provenance.generator} ${provenance.generatorVersion}`} />
        <Fact name="Seed" value={String(provenance.seed)} />
        <Fact name="Version" value={String(version)} />
        <Fact name="Size" value={`${dimensions.width} × ${dimensions.height} pixels`} />
        {provenance.attribution.length > 0 && (
          <Fact name="Attribution" value={provenance.attribution.join("; ")} />
        )}
      </dl>
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
