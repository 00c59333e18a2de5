using System.Collections.Generic;

namespace AssetQL.Client
{
    /// <summary>What a text message is.</summary>
    public enum MessageKind
    {
        /// <summary>Asks for something: a command of the editor's, or a call of the bridge's.</summary>
        Request,

        /// <summary>Answers a request.</summary>
        Result,

        /// <summary>Refuses a request.</summary>
        Problem,

        /// <summary>Tells of something, numbered within the session.</summary>
        Event,

        /// <summary>As many more bytes of content may be sent.</summary>
        Credit
    }

    /// <summary>A text message, either way. Equal messages are equal bytes: members come in one order.</summary>
    public sealed class Message
    {
        private Message(MessageKind kind, string type, JsonValue payload)
        {
            Kind = kind;
            Type = type;
            Payload = payload;
        }

        /// <summary>What it is.</summary>
        public MessageKind Kind { get; private set; }

        /// <summary>As in `batches.create`.</summary>
        public string Type { get; private set; }

        /// <summary>An object.</summary>
        public JsonValue Payload { get; private set; }

        /// <summary>Of a request, or of the request that is answered; null for the others.</summary>
        public string Id { get; private set; }

        /// <summary>Of an event; 0 for the others.</summary>
        public long Seq { get; private set; }

        /// <summary>Asks for something, under an id that is never used again.</summary>
        public static Message Request(string id, string type, JsonValue payload)
        {
            return new Message(MessageKind.Request, type, payload) { Id = id };
        }

        /// <summary>Answers a request.</summary>
        public static Message Result(string id, JsonValue payload)
        {
            return new Message(MessageKind.Result, "result", payload) { Id = id };
        }

        /// <summary>Refuses a request. What the protocol does not know becomes `internal`; what is too long is cut.</summary>
        public static Message Problem(string id, string code, string detail, IEnumerable<string> problems)
        {
            var list = new List<JsonValue>();
            foreach (string problem in problems)
            {
                if (list.Count < MessageReader.MaxProblems)
                {
                    list.Add(JsonValue.Of(Cut(problem, MessageReader.MaxProblem)));
                }
            }
            JsonValue payload = JsonValue.Object()
                .Set("code", JsonValue.Of(ProblemCodes.IsKnown(code) ? code : ProblemCodes.Internal))
                .Set("detail", JsonValue.Of(Cut(detail, MessageReader.MaxDetail)))
                .Set("problems", JsonValue.Array(list));
            return new Message(MessageKind.Problem, "problem", payload) { Id = id };
        }

        /// <summary>Tells of something.</summary>
        public static Message Event(long seq, string type, JsonValue payload)
        {
            return new Message(MessageKind.Event, type, payload) { Seq = seq };
        }

        /// <summary>Allows more content.</summary>
        public static Message Credit(long bytes)
        {
            return new Message(MessageKind.Credit, "credit", JsonValue.Object().Set("bytes", JsonValue.Of(bytes)));
        }

        /// <summary>Throws <see cref="JsonException"/> for what is no message of this protocol.</summary>
        public static Message Parse(string text)
        {
            return MessageReader.Read(JsonValue.Parse(text));
        }

        /// <summary>As it goes over the wire.</summary>
        public override string ToString()
        {
            JsonValue whole = JsonValue.Object().Set("v", JsonValue.Of((long)BridgeProtocol.Version));
            switch (Kind)
            {
                case MessageKind.Request:
                    whole.Set("id", JsonValue.Of(Id));
                    break;
                case MessageKind.Result:
                case MessageKind.Problem:
                    whole.Set("re", JsonValue.Of(Id));
                    break;
                case MessageKind.Event:
                    whole.Set("seq", JsonValue.Of(Seq));
                    break;
            }
            return whole.Set("type", JsonValue.Of(Type)).Set("payload", Payload).ToString();
        }

        private static string Cut(string text, int length)
        {
            return text.Length <= length ? text : text.Substring(0, length - 1) + "…";
        }
    }
}
