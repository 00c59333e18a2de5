using System;
using System.IO;
using System.Text;
using AssetQL.Client;

namespace AssetQL.Headless
{
    /// <summary>One JSON object a line. Any thread.</summary>
    internal sealed class Output
    {
        private readonly object gate = new object();
        private readonly TextWriter writer = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false))
        {
            NewLine = "\n",
            AutoFlush = true
        };

        public void Event(string name, JsonValue told)
        {
            Write(JsonValue.Object().Set("event", JsonValue.Of(name)).Set("told", told));
        }

        public void Result(JsonValue id, JsonValue result)
        {
            Write(JsonValue.Object().Set("id", id).Set("result", result));
        }

        public void Problem(JsonValue id, BridgeException problem)
        {
            JsonValue told = JsonValue.Object()
                .Set("code", JsonValue.Of(problem.Code))
                .Set("message", JsonValue.Of(problem.Message))
                .Set("problems", Json.Strings(problem.Problems));
            Write(JsonValue.Object().Set("id", id).Set("problem", told));
        }

        private void Write(JsonValue line)
        {
            lock (gate)
            {
                writer.WriteLine(line.ToString());
            }
        }
    }
}
