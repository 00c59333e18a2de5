using UnityEditor;

namespace AssetQL.Editor
{
    /// <summary>
    /// Where a bridge is that cannot be discovered (in WSL, on another machine), and its token. Each person's own, in
    /// Unity's preferences on this machine: never in the project, where version control would take them along.
    /// </summary>
    internal static class ConnectionPreferences
    {
        private const string AddressKey = "AssetQL.Bridge.Address";
        private const string TokenKey = "AssetQL.Bridge.Token";

        /// <summary>As in ws://127.0.0.1:17890; null: the bridge is discovered.</summary>
        public static string Address
        {
            get { return Read(AddressKey); }
            set { Write(AddressKey, value); }
        }

        /// <summary>A secret; null when there is none.</summary>
        public static string Token
        {
            get { return Read(TokenKey); }
            set { Write(TokenKey, value); }
        }

        private static string Read(string key)
        {
            string value = EditorPrefs.GetString(key, "");
            return value.Length == 0 ? null : value;
        }

        private static void Write(string key, string value)
        {
            if (Numbers.IsBlank(value)) EditorPrefs.DeleteKey(key);
            else EditorPrefs.SetString(key, value.Trim());
        }
    }
}
