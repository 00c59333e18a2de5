using System;
using System.Collections.Generic;
using AssetQL.Client;

namespace AssetQL.Headless
{
    /// <summary>Between the console's JSON and the client's types.</summary>
    internal static class Json
    {
        public static JsonValue Strings(IEnumerable<string> values)
        {
            var list = new List<JsonValue>();
            foreach (string value in values)
            {
                list.Add(JsonValue.Of(value));
            }
            return JsonValue.Array(list);
        }

        public static IReadOnlyList<string> StringsOf(JsonValue value)
        {
            var list = new List<string>();
            foreach (JsonValue item in value.RequireArray().Items)
            {
                list.Add(item.AsString());
            }
            return list;
        }

        public static JsonValue PageOf<T>(Page<T> page) where T : Resource
        {
            var items = new List<JsonValue>();
            foreach (T item in page.Items)
            {
                items.Add(item.Source);
            }
            return JsonValue.Object().Set("items", JsonValue.Array(items)).Set("cursor", JsonValue.Of(page.Cursor));
        }

        public static JsonValue ConnectionOf(Connection connection)
        {
            return JsonValue.Object()
                .Set("state", JsonValue.Of(connection.State.ToString()))
                .Set("message", JsonValue.Of(connection.Message))
                .Set("hubUrl", JsonValue.Of(connection.HubUrl))
                .Set("hubReachable", JsonValue.Of(connection.HubReachable))
                .Set("hubProblem", JsonValue.Of(connection.HubProblem))
                .Set("bridgeVersion", JsonValue.Of(connection.BridgeVersion))
                .Set("retryInSeconds", JsonValue.Of((long)connection.RetryInSeconds));
        }

        public static JsonValue ImportedOf(ImportedTexture texture)
        {
            return JsonValue.Object()
                .Set("externalId", JsonValue.Of(texture.ExternalId))
                .Set("assetId", JsonValue.Of(texture.AssetId))
                .Set("guid", JsonValue.Of(texture.Guid))
                .Set("path", JsonValue.Of(texture.Path))
                .Set("atlas", JsonValue.Of(texture.Atlas))
                .Set("itemId", JsonValue.Of(texture.ItemId))
                .Set("isRemoved", JsonValue.Of(texture.IsRemoved));
        }

        public static UploadFile UploadOf(JsonValue file)
        {
            if (file.Has("path"))
            {
                return new UploadFile(file["path"].AsString());
            }
            return new UploadFile(file["name"].AsString(), Convert.FromBase64String(file["base64"].AsString()));
        }

        public static BatchDraft DraftOf(JsonValue asked)
        {
            return new BatchDraft
            {
                Template = asked["template"].AsString(),
                StyleId = asked["styleId"].AsString(),
                Csv = asked["csv"].IsNull ? null : UploadOf(asked["csv"]),
                SpriteIds = asked["spriteIds"].IsNull ? null : StringsOf(asked["spriteIds"]),
                Width = IntOrNull(asked["width"]),
                Height = IntOrNull(asked["height"]),
                Quality = asked["quality"].StringOrNull(),
                StyleGate = asked["styleGate"].IsNull || asked["styleGate"].AsBool(),
                Threshold = asked["threshold"].DoubleOrNull(),
                NegativePrompt = asked["negativePrompt"].StringOrNull()
            };
        }

        public static PullScope ScopeOf(JsonValue scope)
        {
            switch (scope["kind"].AsString())
            {
                case "batch": return PullScope.OfBatch(scope["batchId"].AsString());
                case "assets": return PullScope.OfAssets(StringsOf(scope["assetIds"]));
                default: return PullScope.Pulled;
            }
        }

        /// <summary>Null for null.</summary>
        public static ImportSettings SettingsOf(JsonValue settings)
        {
            if (settings.IsNull)
            {
                return null;
            }
            var made = new ImportSettings { MaxSide = IntOrNull(settings["maxSide"]), Atlas = settings["atlas"].StringOrNull() };
            made.Format = settings["format"].StringOrNull() ?? made.Format;
            made.TextureType = settings["textureType"].StringOrNull() ?? made.TextureType;
            made.PixelsPerUnit = IntOrNull(settings["pixelsPerUnit"]) ?? made.PixelsPerUnit;
            made.FilterMode = settings["filterMode"].StringOrNull() ?? made.FilterMode;
            return made;
        }

        private static int? IntOrNull(JsonValue value)
        {
            return value.IsNull ? (int?)null : value.AsInt();
        }
    }
}
