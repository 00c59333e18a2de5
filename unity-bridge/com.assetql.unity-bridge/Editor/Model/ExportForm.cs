using System;
using System.Collections.Generic;

namespace AssetQL.Editor
{
    /// <summary>An export that is being put together.</summary>
    [Serializable]
    internal sealed class ExportForm
    {
        public static readonly IReadOnlyList<string> Inclusions = new[]
        {
            "Approved images",
            "All but the rejected",
            "All images",
        };

        public static readonly IReadOnlyList<string> Containers = new[]
        {
            "Unity package (.unitypackage)",
            "ZIP with an Assets folder",
        };

        private const int MostRemembered = 50;
        private static readonly string[] InclusionCodes = { "approved", "not-rejected", "all" };
        private static readonly string[] ContainerCodes = { "unitypackage", "zip" };

        public string BatchId = "";
        public int Inclusion;
        public int Container;
        public ImportForm Import = new ImportForm();

        /// <summary>What was made here: the export's id, its extension and its name, separated by spaces.</summary>
        public List<string> Made = new List<string>();

        public string InclusionCode { get { return InclusionCodes[Inclusion == 1 || Inclusion == 2 ? Inclusion : 0]; } }

        public string ContainerCode { get { return ContainerCodes[Container == 1 ? 1 : 0]; } }

        /// <summary>The hub does not tell of an export what is in it; for what was made here this remembers.</summary>
        public void Remember(string exportId, string batchName)
        {
            Made.Add(exportId + " " + ContainerCode + " " + ExportView.FileName(batchName));
            if (Made.Count > MostRemembered) Made.RemoveAt(0);
        }

        /// <summary>Of its file; made elsewhere, it is taken for a .unitypackage.</summary>
        public void NameOf(string exportId, out string name, out string extension)
        {
            name = "assetql";
            extension = ContainerCodes[0];
            string made = Made.Find(one => one.StartsWith(exportId + " ", StringComparison.Ordinal));
            if (made == null) return;
            string[] parts = made.Split(new[] { ' ' }, 3);
            extension = parts[1];
            name = parts[2];
        }

        /// <summary>What keeps it from being made; empty when nothing does.</summary>
        public IReadOnlyList<string> Problems
        {
            get
            {
                List<string> problems = new List<string>();
                if (Numbers.IsBlank(BatchId)) problems.Add("Choose a batch.");
                problems.AddRange(Import.Problems);
                return problems;
            }
        }
    }
}
