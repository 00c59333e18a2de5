using System;
using System.Collections.Generic;
using System.Linq;
using UnityEditor;
using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>Project Settings > AssetQL: what the team shares.</summary>
    internal sealed class ProjectSettingsPage
    {
        private const string Path = "Project/AssetQL";

        private readonly ProjectPresets presets = PresetsFile.Read();
        private readonly ImportForm import;
        private readonly VisualElement message = Ui.Box("aql-list");
        private readonly VisualElement folders = Ui.Box("aql-list");
        private readonly Button save;

        private ProjectSettingsPage(VisualElement root)
        {
            import = ImportForm.Of(presets.Import);
            save = Ui.PressMain("Save", Save);
            VisualElement page = Look.Page(root, "AssetQL");
            page.Add(Ui.Section("Import", new ImportFields(import, false, Refresh)));
            page.Add(Ui.Section(
                "Missing sprites",
                Ui.Sentence("Prefabs in these folders are looked through, beside the open scenes."),
                folders,
                Ui.Row(Ui.Press("Add a folder\u2026", AddFolder)),
                Ui.Check("Put pulled sprites where they were missing", presets.AssignsSprites, isOn => presets.AssignsSprites = isOn)));
            page.Add(Ui.Section(
                "Database",
                Ui.Sentence(
                    "Code asks AssetQLDatabase.Find(\u201cdragon\u201d) for what was pulled. Preloaded, it " +
                        "works in player builds without any reference to it, and all of its sprites are part " +
                        "of every build and in memory from the start."),
                Ui.Check("Preload in player builds", presets.PreloadsDatabase, isOn => presets.PreloadsDatabase = isOn)));
            page.Add(message);
            page.Add(Ui.Row(save));
            ShowFolders();
            Refresh();
        }

        [SettingsProvider]
        public static SettingsProvider Create()
        {
            return new SettingsProvider(Path, SettingsScope.Project)
            {
                label = "AssetQL",
                keywords = new[] { "AssetQL", "sprite", "import", "atlas", "pixels per unit" },
                activateHandler = (search, root) => new ProjectSettingsPage(root),
            };
        }

        private void Refresh()
        {
            save.SetEnabled(import.Problems.Count == 0);
        }

        private void ShowFolders()
        {
            folders.Clear();
            foreach (string folder in presets.PrefabFolders)
            {
                string shown = folder;
                Action remove = () => Keep(presets.PrefabFolders.Where(one => one != shown));
                folders.Add(Ui.Row(Ui.Text(folder, "aql-grow"), Ui.Press("Remove", remove)));
            }
        }

        private void AddFolder()
        {
            string path = EditorUtility.OpenFolderPanel("Folder with prefabs", "Assets", "");
            if (path.Length == 0) return;
            string relative = FileUtil.GetProjectRelativePath(path.Replace('\\', '/'));
            if (AssetDatabase.IsValidFolder(relative)) Keep(presets.PrefabFolders.Concat(new[] { relative }).Distinct());
            else Say(new Notice(NoticeKind.Error, "", "Choose a folder below this project's Assets."));
        }

        private void Keep(IEnumerable<string> those)
        {
            presets.PrefabFolders = those.ToList();
            ShowFolders();
            message.Clear();
        }

        private void Save()
        {
            presets.Import = import.ToSettings();
            string problem = PresetsFile.Write(presets);
            if (problem != null)
            {
                Say(new Notice(NoticeKind.Error, "Not saved", problem));
                return;
            }
            AssetQLDatabase database = DatabaseBuilder.Load();
            if (database != null) DatabaseBuilder.Preload(database, presets.PreloadsDatabase);
            Say(new Notice(NoticeKind.Good, "", "Saved in " + ProjectPresets.RelativePath + "."));
            if (!BridgeSession.IsConnected) return;
            Asking.Done(
                () => BridgeSession.Client.Project.Configure(presets.Import),
                () => { },
                text => Say(new Notice(NoticeKind.Warning, "Saved, but the bridge did not take it", text)));
        }

        private void Say(Notice notice)
        {
            message.Clear();
            message.Add(Ui.Tell(notice, null));
        }
    }
}
