using System;
using System.Collections.Generic;
using System.Linq;
using AssetQL.Client;

namespace AssetQL.Editor.Checks
{
    /// <summary>The rest: names, guards, the selection, texts.</summary>
    internal static class Plain
    {
        public static JsonValue Address(JsonValue asked)
        {
            string address = asked["address"].AsString();
            return JsonValue.Object()
                .Set("problem", Program.OrNull(AddressCheck.ProblemOf(address, asked["token"].AsString())))
                .Set("advice", Program.OrNull(AddressCheck.AdviceFor(address)));
        }

        public static JsonValue Atlas(JsonValue asked)
        {
            Dictionary<string, string> atlases = asked["atlases"].Members
                .ToDictionary(member => member.Key, member => member.Value.StringOrNull());
            AtlasPlan plan = AtlasPlan.Of(asked["name"].AsString(), atlases, Program.Strings(asked["packed"]));
            return JsonValue.Object()
                .Set("add", Program.List(plan.Add))
                .Set("remove", Program.List(plan.Remove))
                .Set("isNothing", JsonValue.Of(plan.IsNothing));
        }

        public static JsonValue BatchOfFolder(JsonValue asked)
        {
            Batch found = DatabaseContents.BatchOf(
                asked["path"].AsString(), asked["batches"].Items.Select(batch => new Batch(batch)));
            return Program.OrNull(found == null ? null : found.Id);
        }

        public static JsonValue Guard(JsonValue asked)
        {
            return Program.OrNull(EditorGuards.ReasonAgainst(new EditorProcess
            {
                IsBatchMode = asked["batchMode"].AsBool(),
                IsImportWorker = asked["importWorker"].AsBool(),
                AllowBatch = asked["allow"].StringOrNull(),
                ProjectRoot = asked["root"].AsString(),
                HasCloneMark = asked["cloneMark"].AsBool(),
            }));
        }

        /// <summary>Two readings at once: the later one counts, whichever answers first.</summary>
        public static JsonValue Loading(JsonValue asked)
        {
            Loadable<string> list = new Loadable<string>();
            List<string> states = new List<string> { State(list) };
            int first = list.Begin();
            states.Add(State(list));
            int second = list.Begin();
            list.Fill(second, new[] { "new" }, "more");
            states.Add(State(list));
            states.Add("late " + list.Fill(first, new[] { "old" }, null));
            list.Add(list.Begin(), new[] { "next" }, null);
            states.Add(State(list));
            list.Put("next", one => one == "next");
            list.Put("first", one => one == "first");
            states.Add(State(list));
            list.Fail(list.Begin(), "away");
            states.Add(State(list) + " " + list.Problem);
            list.Clear();
            list.Fill(list.Begin(), new string[0], null);
            states.Add(State(list) + " empty " + list.IsEmpty);
            return Program.List(states);
        }

        public static JsonValue Missing(JsonValue asked)
        {
            List<Item> items = asked["sprites"].Items.Select(ItemOf).ToList();
            string search = asked["search"].StringOrNull();
            return JsonValue.Array(MissingItems.Sorted(items.Where(item => MissingItems.Matches(item, search))).Select(Shown));
        }

        public static JsonValue Names(JsonValue asked)
        {
            NameIndex index = new NameIndex();
            int position = 0;
            foreach (JsonValue name in asked["names"].Items) index.Add(name.StringOrNull(), position++);
            return JsonValue.Array(asked["find"].Items.Select(name =>
            {
                int at;
                return index.TryGet(name.StringOrNull(), out at) ? JsonValue.Of((long)at) : JsonValue.Null;
            }));
        }

        public static JsonValue Problem(JsonValue asked)
        {
            return JsonValue.Of(Problems.TextOf(
                new BridgeException("input-invalid", asked["message"].AsString(), Program.Strings(asked["problems"]))));
        }

        public static JsonValue Selection(JsonValue asked)
        {
            SheetSelection selection = new SheetSelection();
            foreach (JsonValue step in asked["steps"].Items) Take(selection, step.Items.ToList());
            return JsonValue.Object()
                .Set("ids", Program.List(selection.Ids))
                .Set("focused", Program.OrNull(selection.Focused));
        }

        public static JsonValue Written(JsonValue asked)
        {
            JsonValue value = asked["value"];
            switch (asked["as"].AsString())
            {
                case "score": return JsonValue.Of(Texts.Score(value.AsDouble()));
                case "dollars": return JsonValue.Of(Texts.Dollars(value.AsDouble()));
                case "span": return JsonValue.Of(Texts.Span(value.AsDouble()));
                case "bytes": return JsonValue.Of(Texts.Bytes(value.AsLong()));
                case "images": return JsonValue.Of(Texts.Images(value.AsLong()));
                case "title": return JsonValue.Of(SpriteNames.TitleOf(value.AsString()));
                case "choice": return JsonValue.Of(Texts.Choice(value.AsString()));
                case "path": return JsonValue.Of(Texts.Path(value.AsString()));
                case "file": return JsonValue.Of(ExportView.FileName(value.AsString()));
                default: return JsonValue.Of(Texts.OneLine(value.AsString(), 10));
            }
        }

        private static string State(Loadable<string> list)
        {
            return list.State + " [" + string.Join(",", list.Items.ToArray()) + "]" + (list.HasMore ? "+" : "");
        }

        private static Item ItemOf(JsonValue sprite)
        {
            return MissingItems.Of(new MissingSprite
            {
                Id = sprite["id"].AsString(),
                Name = sprite["name"].AsString(),
                Parent = sprite["parent"].AsString(),
                Place = sprite["place"].AsString(),
                IsImage = sprite["isImage"].AsBool(),
                Width = (int)sprite["width"].AsLong(),
                Height = (int)sprite["height"].AsLong(),
            });
        }

        public static JsonValue MissingCount(JsonValue asked)
        {
            int? found = asked["found"].IsNull ? (int?)null : (int)asked["found"].AsLong();
            return JsonValue.Of(MissingItems.CountText(found, (int)asked["chosen"].AsLong(), asked["isPlaying"].AsBool()));
        }

        private static JsonValue Shown(Item item)
        {
            JsonValue fields = JsonValue.Object();
            foreach (KeyValuePair<string, string> field in item.Fields) fields.Set(field.Key, JsonValue.Of(field.Value));
            return JsonValue.Object()
                .Set("id", JsonValue.Of(item.Id))
                .Set("kind", JsonValue.Of(item.Kind))
                .Set("title", JsonValue.Of(item.Title))
                .Set("fields", fields)
                .Set("place", JsonValue.Of(MissingItems.PlaceOf(item)));
        }

        private static void Take(SheetSelection selection, IList<JsonValue> step)
        {
            switch (step[0].AsString())
            {
                case "show": selection.Show(Program.Strings(step[1])); break;
                case "click": selection.Click(step[1].AsString(), step[2].AsBool(), step[3].AsBool()); break;
                case "all": selection.SelectAll(); break;
                case "clear": selection.Clear(); break;
                default:
                    SheetMove move = (SheetMove)Enum.Parse(typeof(SheetMove), step[0].AsString());
                    selection.Move(move, (int)step[1].AsLong(), step[2].AsBool());
                    break;
            }
        }
    }
}
