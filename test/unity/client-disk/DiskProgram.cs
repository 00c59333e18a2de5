using System;
using System.IO;

namespace AssetQL.Client
{
    /// <summary>
    /// Drives Client/Disk for the tests: a command a line on the standard input, a JSON answer a line on the output.
    /// `disk.exe {project} [{step}]`: with a step, the process is killed at that change to the disk.
    /// </summary>
    internal static class DiskProgram
    {
        private static int Main(string[] arguments)
        {
            var project = new FolderProject(arguments[0]);
            FileSystem files = arguments.Length > 1 ? new DyingFiles(int.Parse(arguments[1])) : new FileSystem();
            var disk = new ProjectDisk(project, files, null);
            disk.Starting.Wait();
            var commands = new Commands(project, disk, files as DyingFiles);
            for (string line; (line = Console.ReadLine()) != null;)
            {
                Console.WriteLine(Answer(commands, JsonValue.Parse(line)));
                Console.Out.Flush();
            }
            return 0;
        }

        private static JsonValue Answer(Commands commands, JsonValue command)
        {
            try
            {
                return JsonValue.Object().Set("result", commands.Do(command));
            }
            catch (BridgeException problem)
            {
                JsonValue told = JsonValue.Object().Set("code", JsonValue.Of(problem.Code)).Set("detail", JsonValue.Of(problem.Message));
                return JsonValue.Object().Set("problem", told);
            }
        }
    }
}
