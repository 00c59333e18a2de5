using UnityEditor;
using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>Preferences > AssetQL: where the bridge is, for each person and machine.</summary>
    internal sealed class PreferencesPage
    {
        public const string Path = "Preferences/AssetQL";

        private readonly VisualElement message = Ui.Box("aql-list");
        private readonly Button save;
        private string address = ConnectionPreferences.Address ?? "";
        private string token = ConnectionPreferences.Token ?? "";

        private PreferencesPage(VisualElement root)
        {
            save = Ui.PressMain("Save and connect", Save);
            VisualElement page = Look.Page(root, "AssetQL");
            TextField secret = Ui.Field("Token", token, text => Change(() => token = text));
            secret.isPasswordField = true;
            page.Add(Ui.Sentence(
                "A bridge on this machine is found by itself: leave both empty. For one in WSL or on another " +
                    "machine, give its address and its token. Both stay on this machine, in Unity's " +
                    "preferences, and never in a project."));
            page.Add(Ui.Field("Address", address, text => Change(() => address = text)));
            page.Add(secret);
            page.Add(message);
            page.Add(Ui.Row(save));
            Refresh();
        }

        [SettingsProvider]
        public static SettingsProvider Create()
        {
            return new SettingsProvider(Path, SettingsScope.User)
            {
                label = "AssetQL",
                keywords = new[] { "AssetQL", "bridge", "address", "token", "WSL" },
                activateHandler = (search, root) => new PreferencesPage(root),
            };
        }

        private void Change(System.Action change)
        {
            change();
            Refresh();
        }

        private void Refresh()
        {
            string problem = AddressCheck.ProblemOf(address, token);
            string advice = AddressCheck.AdviceFor(address);
            save.SetEnabled(problem == null);
            message.Clear();
            if (problem != null) message.Add(Ui.Problem(problem));
            else if (advice != null) message.Add(Ui.Tell(new Notice(NoticeKind.Warning, "", advice), null));
        }

        private void Save()
        {
            ConnectionPreferences.Address = address;
            ConnectionPreferences.Token = token;
            BridgeSession.EnsureStarted();
            BridgeSession.Restart();
            message.Clear();
            message.Add(Ui.Tell(new Notice(NoticeKind.Good, "", "Saved. The AssetQL window shows whether it connects."), null));
        }
    }
}
