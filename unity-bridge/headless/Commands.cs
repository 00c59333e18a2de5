using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using AssetQL.Client;

namespace AssetQL.Headless
{
    /// <summary>What can be asked of the client, by the names of the protocol.</summary>
    internal static class Commands
    {
        private static readonly Dictionary<string, Func<BridgeClient, JsonValue, Task<JsonValue>>> Table =
            new Dictionary<string, Func<BridgeClient, JsonValue, Task<JsonValue>>>
        {
            { "styles.list", (client, asked) => Page(client.Styles.List(Cursor(asked))) },
            { "styles.create", (client, asked) => One(client.Styles.Create(
                asked["name"].AsString(), Files(asked["files"]), asked["threshold"].DoubleOrNull())) },
            { "batches.preview", (client, asked) => One(client.Batches.Preview(Json.DraftOf(asked))) },
            { "batches.create", (client, asked) => One(
                client.Batches.Create(asked["name"].AsString(), Json.DraftOf(asked))) },
            { "batches.list", (client, asked) => Page(client.Batches.List(Cursor(asked))) },
            { "batches.get", (client, asked) => One(client.Batches.Get(BatchId(asked))) },
            { "batches.watch", (client, asked) => One(client.Batches.Watch(BatchId(asked))) },
            { "batches.pause", (client, asked) => One(client.Batches.Pause(BatchId(asked))) },
            { "batches.resume", (client, asked) => One(client.Batches.Resume(BatchId(asked))) },
            { "batches.cancel", (client, asked) => One(client.Batches.Cancel(BatchId(asked))) },
            { "batches.retry", (client, asked) => One(client.Batches.Retry(BatchId(asked))) },
            { "assets.list", (client, asked) => Page(client.Assets.List(Query(asked))) },
            { "assets.review", (client, asked) => One(client.Assets.Review(
                asked["action"].AsString(), Json.StringsOf(asked["assetIds"]), asked["note"].StringOrNull())) },
            { "assets.thumbnail", Thumbnail },
            { "pulls.plan", (client, asked) => One(client.Pulls.Plan(
                Json.ScopeOf(asked["scope"]), Json.SettingsOf(asked["import"]), asked["conflicts"].StringOrNull())) },
            { "pulls.list", (client, asked) => Page(client.Pulls.List(Cursor(asked))) },
            { "pulls.get", (client, asked) => One(client.Pulls.Get(PullId(asked))) },
            { "pulls.changes", (client, asked) => Page(client.Pulls.Changes(PullId(asked), Cursor(asked))) },
            { "pulls.apply", (client, asked) => One(
                client.Pulls.Apply(PullId(asked), asked["conflicts"].StringOrNull())) },
            { "pulls.pause", (client, asked) => One(client.Pulls.Pause(PullId(asked))) },
            { "pulls.resume", (client, asked) => One(client.Pulls.Resume(PullId(asked))) },
            { "pulls.undo", (client, asked) => One(
                client.Pulls.Undo(PullId(asked), !asked["force"].IsNull && asked["force"].AsBool())) },
            { "exports.create", (client, asked) => One(client.Exports.Create(
                Json.ScopeOf(asked["scope"]), asked["container"].AsString(), asked["include"].AsString(),
                Json.SettingsOf(asked["import"]))) },
            { "exports.list", (client, asked) => Page(client.Exports.List(Cursor(asked))) },
            { "exports.fetch", Fetch },
            { "project.configure", Configure }
        };

        public static Task<JsonValue> Run(BridgeClient client, string what, JsonValue asked)
        {
            Func<BridgeClient, JsonValue, Task<JsonValue>> command;
            if (client == null || !Table.TryGetValue(what, out command))
            {
                throw new JsonException("“" + what + "” cannot be done" + (client == null ? " before “open”." : "."));
            }
            return command(client, asked);
        }

        private static async Task<JsonValue> One<T>(Task<T> asking) where T : Resource
        {
            return (await asking).Source;
        }

        private static async Task<JsonValue> Page<T>(Task<Page<T>> asking) where T : Resource
        {
            return Json.PageOf(await asking);
        }

        private static async Task<JsonValue> Thumbnail(BridgeClient client, JsonValue asked)
        {
            byte[] bytes = await client.Assets.Thumbnail(new Asset(asked["asset"]), asked["maxSide"].AsInt());
            return JsonValue.Object().Set("base64", JsonValue.Of(Convert.ToBase64String(bytes)));
        }

        private static async Task<JsonValue> Fetch(BridgeClient client, JsonValue asked)
        {
            string path = asked["to"].AsString();
            await client.Exports.FetchTo(asked["exportId"].AsString(), path, null);
            return JsonValue.Object().Set("bytes", JsonValue.Of(new FileInfo(path).Length));
        }

        private static async Task<JsonValue> Configure(BridgeClient client, JsonValue asked)
        {
            await client.Project.Configure(Json.SettingsOf(asked["import"]));
            return JsonValue.Object();
        }

        private static AssetQuery Query(JsonValue asked)
        {
            var query = new AssetQuery(BatchId(asked))
            {
                MinScore = asked["minScore"].DoubleOrNull(),
                MaxScore = asked["maxScore"].DoubleOrNull(),
                Review = asked["review"].StringOrNull(),
                Cursor = Cursor(asked)
            };
            query.Order = asked["order"].StringOrNull() ?? query.Order;
            query.Limit = (int)(asked["limit"].LongOrNull() ?? query.Limit);
            return query;
        }

        private static IReadOnlyList<UploadFile> Files(JsonValue files)
        {
            var list = new List<UploadFile>();
            foreach (JsonValue file in files.RequireArray().Items)
            {
                list.Add(Json.UploadOf(file));
            }
            return list;
        }

        private static string Cursor(JsonValue asked)
        {
            return asked["cursor"].StringOrNull();
        }

        private static string BatchId(JsonValue asked)
        {
            return asked["batchId"].AsString();
        }

        private static string PullId(JsonValue asked)
        {
            return asked["pullId"].AsString();
        }
    }
}
