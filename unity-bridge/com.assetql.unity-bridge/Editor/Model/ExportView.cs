using AssetQL.Client;

namespace AssetQL.Editor
{
    /// <summary>What the window says of an export.</summary>
    internal sealed class ExportView
    {
        private readonly Export export;

        public ExportView(Export export)
        {
            this.export = export;
        }

        public bool IsUnderWay { get { return export.Status == "queued" || export.Status == "processing"; } }

        public bool CanSave { get { return export.Status == "completed"; } }

        public NoticeKind Tone
        {
            get
            {
                if (IsUnderWay) return NoticeKind.Busy;
                if (export.Status == "failed") return NoticeKind.Error;
                return export.Skipped > 0 ? NoticeKind.Warning : NoticeKind.Good;
            }
        }

        public float Fraction
        {
            get
            {
                if (export.Status == "completed") return 1f;
                return export.Total == 0 ? 0f : export.Processed / (float)export.Total;
            }
        }

        public string Status
        {
            get
            {
                switch (export.Status)
                {
                    case "queued": return "Waiting";
                    case "processing": return "Packing";
                    case "completed": return "Ready";
                    default: return "Failed";
                }
            }
        }

        public string Summary
        {
            get
            {
                if (export.Error != null) return export.Error;
                if (IsUnderWay) return export.Processed + " of " + Texts.Images(export.Total);
                string size = export.Bytes.HasValue ? ", " + Texts.Bytes(export.Bytes.Value) : "";
                string skipped = export.Skipped > 0
                    ? ", " + Texts.Count(export.Skipped, "could not be read", "could not be read")
                    : "";
                return Texts.Images(export.Total) + size + skipped;
            }
        }

        /// <summary>Of the file, where its name is asked for.</summary>
        public static string FileName(string batchName)
        {
            char[] name = (batchName ?? "").Trim().ToCharArray();
            for (int i = 0; i < name.Length; i++)
            {
                bool isFine = char.IsLetterOrDigit(name[i]) || name[i] == '-' || name[i] == '_' || name[i] == ' ';
                if (!isFine) name[i] = '-';
            }
            string text = new string(name).Trim(' ', '-');
            return text.Length > 0 ? text : "assetql";
        }
    }
}
