using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using AssetQL.Client;
using UnityEditor;
using UnityEngine;
using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>Reference images from the project or from disk, a name, and a button.</summary>
    internal sealed class NewStyleForm : VisualElement
    {
        private readonly WindowContext context;
        private readonly Action<Style> created;
        private readonly TextField title;
        private readonly VisualElement files = Ui.Box("aql-list");
        private readonly VisualElement message = Ui.Box("aql-list");
        private readonly Button create;
        private readonly Label why = Ui.Why();
        private bool isBusy;

        public NewStyleForm(WindowContext context, Action<Style> created)
        {
            this.context = context;
            this.created = created;
            create = Ui.PressMain("Create style", Create);
            title = Ui.Field("Name", Form.Name, OnName);
            Add(title);
            Add(new DropBox("Drop images here", "aql-drop", paths => AddFiles(paths)));
            Add(Ui.Row(Ui.Press("Add selected textures", AddSelected), Ui.Press("Add a file\u2026", AddFile)));
            Add(files);
            Add(message);
            Add(Ui.Row(create, why));
            Refresh();
        }

        private StyleForm Form { get { return context.State.NewStyle; } }

        private void Refresh()
        {
            files.Clear();
            foreach (string path in Form.Files.ToList()) files.Add(FileRow(path));
            string problem = Form.Problems.FirstOrDefault();
            create.SetEnabled(problem == null && !isBusy);
            Ui.ShowWhy(why, problem);
        }

        private VisualElement FileRow(string path)
        {
            Label file = Ui.Text(Path.GetFileName(path), "aql-grow");
            file.tooltip = path;
            Action remove = () =>
            {
                Form.Files.Remove(path);
                Refresh();
            };
            return Ui.Row(file, Ui.Press("Remove", remove));
        }

        private void OnName(string text)
        {
            Form.Name = text;
            Refresh();
        }

        private void AddSelected()
        {
            List<string> paths = Selection.objects
                .OfType<Texture2D>()
                .Select(texture => AssetDatabase.GetAssetPath(texture))
                .Where(path => path.Length > 0)
                .Select(ProjectPaths.OnDisk)
                .ToList();
            if (paths.Count == 0) Say(new Notice(NoticeKind.Info, "", "Select textures in the Project window first."));
            else AddFiles(paths);
        }

        private void AddFile()
        {
            string path = EditorUtility.OpenFilePanel("Reference image", "", "png,jpg,jpeg,webp");
            if (path.Length > 0) AddFiles(new[] { path });
        }

        private void AddFiles(IEnumerable<string> paths)
        {
            string leftOut = Form.Add(paths);
            Say(leftOut == null ? Notice.Nothing : new Notice(NoticeKind.Warning, "", leftOut));
            Refresh();
        }

        private void Create()
        {
            isBusy = true;
            Refresh();
            Say(new Notice(NoticeKind.Busy, "", "Sending the images and measuring the style\u2026"));
            Asking.For(() => context.Client.Styles.Create(Form.Name.Trim(), Form.ToUploads(), null), Done, Failed);
        }

        private void Done(Style style)
        {
            isBusy = false;
            title.SetValueWithoutNotify("");
            Form.Name = "";
            Form.Files.Clear();
            Say(Notice.Nothing);
            Refresh();
            created(style);
        }

        private void Failed(string problem)
        {
            isBusy = false;
            Say(new Notice(NoticeKind.Error, "The style was not created", problem));
            Refresh();
        }

        private void Say(Notice notice)
        {
            message.Clear();
            message.Add(Ui.Tell(notice, null));
        }
    }
}
