using System.Globalization;
using System.Text;

namespace AssetQL.Client
{
    /// <summary>Reads JSON as RFC 8259 has it: no comments, no trailing commas, nothing after the value.</summary>
    internal sealed class JsonParser
    {
        /// <summary>Deeper than anything of ours, and far from the end of a thread's stack.</summary>
        public const int MaxDepth = 100;

        private readonly string text;
        private int at;
        private int depth;

        public JsonParser(string text)
        {
            this.text = text ?? "";
        }

        public JsonValue ParseAll()
        {
            SkipSpace();
            JsonValue value = ParseValue();
            SkipSpace();
            if (at < text.Length)
            {
                throw Wrong("nothing more was expected");
            }
            return value;
        }

        private JsonValue ParseValue()
        {
            if (at >= text.Length)
            {
                throw Wrong("a value was expected");
            }
            switch (text[at])
            {
                case '{': return ParseObject();
                case '[': return ParseArray();
                case '"': return JsonValue.Of(ParseString());
                case 't': return ParseWord("true", JsonValue.ParsedBool(true));
                case 'f': return ParseWord("false", JsonValue.ParsedBool(false));
                case 'n': return ParseWord("null", JsonValue.ParsedNull());
                default: return ParseNumber();
            }
        }

        private JsonValue ParseWord(string word, JsonValue value)
        {
            if (string.CompareOrdinal(text, at, word, 0, word.Length) != 0)
            {
                throw Wrong("a value was expected");
            }
            at += word.Length;
            return value;
        }

        private JsonValue ParseObject()
        {
            JsonValue made = JsonValue.Object();
            Enter();
            if (!Skip('}'))
            {
                do
                {
                    SkipSpace();
                    if (at >= text.Length || text[at] != '"')
                    {
                        throw Wrong("the name of a member was expected");
                    }
                    string name = ParseString();
                    SkipSpace();
                    Expect(':');
                    SkipSpace();
                    made.AddParsed(name, ParseValue());
                }
                while (Skip(','));
                Expect('}');
            }
            depth--;
            return made;
        }

        private JsonValue ParseArray()
        {
            JsonValue made = JsonValue.ParsedArray();
            Enter();
            if (!Skip(']'))
            {
                do
                {
                    SkipSpace();
                    made.AddParsed(ParseValue());
                }
                while (Skip(','));
                Expect(']');
            }
            depth--;
            return made;
        }

        private void Enter()
        {
            if (++depth > MaxDepth)
            {
                throw Wrong("it is nested more than " + MaxDepth + " levels deep");
            }
            at++;
        }

        private string ParseString()
        {
            at++;
            int start = at;
            StringBuilder built = null;
            while (true)
            {
                if (at >= text.Length)
                {
                    throw Wrong("a string has no end");
                }
                char here = text[at];
                if (here == '"')
                {
                    string rest = text.Substring(start, at++ - start);
                    return built == null ? rest : built.Append(rest).ToString();
                }
                if (here < ' ')
                {
                    throw Wrong("a control character must be escaped within a string");
                }
                if (here != '\\')
                {
                    at++;
                    continue;
                }
                built = built ?? new StringBuilder();
                built.Append(text, start, at - start);
                built.Append(ParseEscape());
                start = at;
            }
        }

        private char ParseEscape()
        {
            at++;
            char escaped = at < text.Length ? text[at] : '\0';
            int known = "\"\\/bfnrt".IndexOf(escaped);
            if (escaped == 'u')
            {
                return ParseCodeUnit();
            }
            if (known < 0)
            {
                throw Wrong("an unknown escape within a string");
            }
            at++;
            return "\"\\/\b\f\n\r\t"[known];
        }

        private char ParseCodeUnit()
        {
            int unit = 0;
            for (int i = 1; i <= 4; i++)
            {
                int digit = at + i < text.Length ? HexDigit(text[at + i]) : -1;
                if (digit < 0)
                {
                    throw Wrong("\\u must be followed by four hex digits");
                }
                unit = unit * 16 + digit;
            }
            at += 5;
            return (char)unit;
        }

        private static int HexDigit(char digit)
        {
            if (digit >= '0' && digit <= '9')
            {
                return digit - '0';
            }
            char lower = (char)(digit | 0x20);
            return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
        }

        private JsonValue ParseNumber()
        {
            int start = at;
            if (at < text.Length && text[at] == '-')
            {
                at++;
            }
            int whole = SkipDigits();
            bool valid = whole == 1 || (whole > 1 && text[at - whole] != '0');
            if (valid && at < text.Length && text[at] == '.')
            {
                at++;
                valid = SkipDigits() > 0;
            }
            if (valid && at < text.Length && (text[at] | 0x20) == 'e')
            {
                at++;
                if (at < text.Length && (text[at] == '+' || text[at] == '-'))
                {
                    at++;
                }
                valid = SkipDigits() > 0;
            }
            if (!valid)
            {
                at = start;
                throw Wrong("a value was expected");
            }
            double number = JsonNumber.Parse(text.Substring(start, at - start));
            if (double.IsInfinity(number))
            {
                at = start;
                throw Wrong("a number is too large");
            }
            return JsonValue.Of(number);
        }

        private int SkipDigits()
        {
            int start = at;
            while (at < text.Length && text[at] >= '0' && text[at] <= '9')
            {
                at++;
            }
            return at - start;
        }

        private void SkipSpace()
        {
            while (at < text.Length && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t'))
            {
                at++;
            }
        }

        private bool Skip(char wanted)
        {
            SkipSpace();
            if (at >= text.Length || text[at] != wanted)
            {
                return false;
            }
            at++;
            return true;
        }

        private void Expect(char wanted)
        {
            if (!Skip(wanted))
            {
                throw Wrong("“" + wanted + "” was expected");
            }
        }

        private JsonException Wrong(string what)
        {
            int line = 1;
            int column = 1;
            for (int i = 0; i < at && i < text.Length; i++)
            {
                column = text[i] == '\n' ? 1 : column + 1;
                line = text[i] == '\n' ? line + 1 : line;
            }
            string place = at >= text.Length ? "at its end" : "in line " + line.ToString(CultureInfo.InvariantCulture)
                + ", character " + column.ToString(CultureInfo.InvariantCulture);
            return new JsonException("This is no JSON, " + place + ": " + what + ".");
        }
    }
}
