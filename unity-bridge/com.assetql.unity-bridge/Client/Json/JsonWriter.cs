using System.Globalization;
using System.Text;

namespace AssetQL.Client
{
    /// <summary>Writes what JSON.stringify writes, byte for byte.</summary>
    internal sealed class JsonWriter
    {
        private readonly StringBuilder target = new StringBuilder();
        private readonly bool indented;

        private JsonWriter(bool indented)
        {
            this.indented = indented;
        }

        public static string Write(JsonValue value, bool indented)
        {
            var writer = new JsonWriter(indented);
            writer.WriteValue(value, 0);
            return writer.target.ToString();
        }

        private void WriteValue(JsonValue value, int level)
        {
            switch (value.Kind)
            {
                case JsonKind.Bool:
                    target.Append(value.AsBool() ? "true" : "false");
                    break;
                case JsonKind.Number:
                    JsonNumber.Write(target, value.AsDouble());
                    break;
                case JsonKind.String:
                    WriteString(value.AsString());
                    break;
                case JsonKind.Array:
                    WriteArray(value, level);
                    break;
                case JsonKind.Object:
                    WriteObject(value, level);
                    break;
                default:
                    target.Append("null");
                    break;
            }
        }

        private void WriteArray(JsonValue value, int level)
        {
            target.Append('[');
            for (int i = 0; i < value.Items.Count; i++)
            {
                Separate(i, level + 1);
                WriteValue(value.Items[i], level + 1);
            }
            End(value.Items.Count, level, ']');
        }

        private void WriteObject(JsonValue value, int level)
        {
            target.Append('{');
            for (int i = 0; i < value.Members.Count; i++)
            {
                Separate(i, level + 1);
                WriteString(value.Members[i].Key);
                target.Append(indented ? ": " : ":");
                WriteValue(value.Members[i].Value, level + 1);
            }
            End(value.Members.Count, level, '}');
        }

        private void Separate(int place, int level)
        {
            if (place > 0)
            {
                target.Append(',');
            }
            NewLine(level);
        }

        private void End(int count, int level, char bracket)
        {
            if (count > 0)
            {
                NewLine(level);
            }
            target.Append(bracket);
        }

        private void NewLine(int level)
        {
            if (indented)
            {
                target.Append('\n').Append(' ', level * 2);
            }
        }

        private void WriteString(string text)
        {
            target.Append('"');
            int start = 0;
            for (int i = 0; i < text.Length; i++)
            {
                char here = text[i];
                bool isPair = char.IsHighSurrogate(here) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
                if (isPair)
                {
                    i++;
                }
                else if (here < ' ' || here == '"' || here == '\\' || char.IsSurrogate(here))
                {
                    target.Append(text, start, i - start);
                    WriteEscaped(here);
                    start = i + 1;
                }
            }
            target.Append(text, start, text.Length - start).Append('"');
        }

        private void WriteEscaped(char unit)
        {
            int known = "\"\\\b\f\n\r\t".IndexOf(unit);
            if (known >= 0)
            {
                target.Append('\\').Append("\"\\bfnrt"[known]);
                return;
            }
            target.Append("\\u").Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture));
        }
    }
}
