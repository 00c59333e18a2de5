using System;
using System.Collections.Generic;
using AssetQL.Client;

namespace AssetQL.Editor
{
    internal enum PullOf
    {
        Batch,
        Images,
        Pulled,
    }

    /// <summary>A pull that is being put together, and the plan that was made of it.</summary>
    [Serializable]
    internal sealed class PullForm
    {
        /// <summary>The protocol takes so many.</summary>
        public const int MostImages = 500;

        public static readonly IReadOnlyList<string> Scopes = new[]
        {
            "All approved images of a batch",
            "Images selected in the contact sheet",
            "Newer versions of what is in the project",
        };

        public static readonly IReadOnlyList<string> ConflictLabels = new[]
        {
            "Keep what was changed in the project",
            "Overwrite it",
            "Leave conflicts undecided",
        };

        private static readonly string[] ConflictCodes = { "keep-theirs", "overwrite", "ask" };

        public PullOf Of = PullOf.Batch;
        public string BatchId = "";
        public List<string> AssetIds = new List<string>();
        public int Conflicts;

        /// <summary>False: the project's presets.</summary>
        public bool HasOwnImport;

        public ImportForm Import = new ImportForm();

        /// <summary>Of the plan that is shown; "" before the first.</summary>
        public string PullId = "";

        public string ConflictPolicy
        {
            get { return Conflicts < 0 || Conflicts >= ConflictCodes.Length ? ConflictCodes[0] : ConflictCodes[Conflicts]; }
        }

        /// <summary>What keeps a plan from being made; empty when nothing does.</summary>
        public IReadOnlyList<string> Problems
        {
            get
            {
                List<string> problems = new List<string>();
                if (Of == PullOf.Batch && Numbers.IsBlank(BatchId)) problems.Add("Choose a batch.");
                if (Of == PullOf.Images && AssetIds.Count == 0)
                {
                    problems.Add("Select images in the contact sheet first, and press \u201cPull " +
                        "selected\u201d there.");
                }
                if (Of == PullOf.Images && AssetIds.Count > MostImages)
                {
                    problems.Add("A pull of selected images has 500 at most; pull all approved images of the " +
                        "batch instead.");
                }
                if (Of != PullOf.Pulled && HasOwnImport) problems.AddRange(Import.Problems);
                return problems;
            }
        }

        public PullScope Scope
        {
            get
            {
                switch (Of)
                {
                    case PullOf.Batch: return PullScope.OfBatch(BatchId);
                    case PullOf.Images: return PullScope.OfAssets(AssetIds);
                    default: return PullScope.Pulled;
                }
            }
        }

        /// <summary>Null: the project's presets, or what the textures have already.</summary>
        public ImportSettings Settings
        {
            get { return Of != PullOf.Pulled && HasOwnImport ? Import.ToSettings() : null; }
        }
    }
}
