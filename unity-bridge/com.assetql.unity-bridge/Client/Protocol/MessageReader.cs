namespace AssetQL.Client
{
    /// <summary>Takes what the schemas in core-backend/contract/src/bridge/messages.ts take, and nothing else.</summary>
    internal static class MessageReader
    {
        public const int MaxDetail = 2000;
        public const int MaxProblem = 1000;
        public const int MaxProblems = 100;
        private const int MaxId = 80;
        private const int MaxType = 60;

        public static Message Read(JsonValue whole)
        {
            whole.RequireObject();
            if (whole["v"].AsDouble() != BridgeProtocol.Version)
            {
                throw new JsonException("“v” must be " + BridgeProtocol.Version + ", and is " + whole["v"] + ".");
            }
            string type = Bounded(whole["type"], 1, MaxType);
            JsonValue payload = whole["payload"].RequireObject();
            if (whole.Has("id"))
            {
                Only(whole, 4);
                return Message.Request(Bounded(whole["id"], 1, MaxId), type, payload);
            }
            if (whole.Has("re"))
            {
                Only(whole, 4);
                return Answer(Bounded(whole["re"], 1, MaxId), type, payload);
            }
            if (whole.Has("seq"))
            {
                Only(whole, 4);
                return Message.Event(Positive(whole["seq"]), type, payload);
            }
            Only(whole, 3);
            if (type != "credit")
            {
                throw new JsonException("A message has neither “id” nor “re” nor “seq”.");
            }
            return Message.Credit(Positive(payload["bytes"]));
        }

        private static Message Answer(string id, string type, JsonValue payload)
        {
            if (type == "result")
            {
                return Message.Result(id, payload);
            }
            if (type != "problem")
            {
                throw new JsonException("“type” of an answer must be “result” or “problem”, and is “" + type + "”.");
            }
            string code = payload["code"].AsString();
            if (!ProblemCodes.IsKnown(code))
            {
                throw new JsonException("“payload.code” is no code of this protocol.");
            }
            string detail = Bounded(payload["detail"], 0, MaxDetail);
            var problems = Resource.List(payload["problems"], item => Bounded(item, 0, MaxProblem));
            if (problems.Count > MaxProblems)
            {
                throw new JsonException("“payload.problems” has more than " + MaxProblems + " items.");
            }
            return Message.Problem(id, code, detail, problems);
        }

        private static string Bounded(JsonValue value, int atLeast, int atMost)
        {
            string text = value.AsString();
            if (text.Length < atLeast || text.Length > atMost)
            {
                throw new JsonException("A text must have " + atLeast + " to " + atMost + " characters, and has "
                    + text.Length + ".");
            }
            return text;
        }

        private static long Positive(JsonValue value)
        {
            long number = value.AsLong();
            if (number < 1)
            {
                throw new JsonException("A number must be positive, and is " + number + ".");
            }
            return number;
        }

        private static void Only(JsonValue whole, int members)
        {
            if (whole.Members.Count != members)
            {
                throw new JsonException("A message has members that are none of its own.");
            }
        }
    }
}
