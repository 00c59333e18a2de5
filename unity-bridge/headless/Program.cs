using System;
using System.Threading;

namespace AssetQL.Headless
{
    /// <summary>
    /// An editor without Unity: the client of the package behind a console. It takes one JSON object a line on its
    /// standard input, as in {"id":1,"do":"styles.list","cursor":null}, and writes one a line: what was asked for as
    /// {"id":1,"result":…} or {"id":1,"problem":{"code":…,"message":…,"problems":[…]}}, what it is told as {"event":…}.
    /// </summary>
    public static class Program
    {
        /// <summary>Ends with its standard input, or with {"do":"quit"}.</summary>
        public static int Main()
        {
            var output = new Output();
            var lines = new Lines(Console.In);
            using (var editor = new HeadlessEditor(output))
            {
                while (!editor.HasQuit)
                {
                    // As Unity does: everything happens on one thread, again and again.
                    string line;
                    if (lines.TryTake(editor.TickMilliseconds, out line))
                    {
                        editor.Do(line);
                    }
                    else if (lines.HasEnded)
                    {
                        break;
                    }
                    editor.Pump();
                }
            }
            return 0;
        }
    }
}
