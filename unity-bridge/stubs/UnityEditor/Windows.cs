using System;
using System.Collections.Generic;
using System.Reflection;
using UnityEngine;
using UnityEngine.UIElements;

namespace UnityEditor
{
    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/EditorWindow.html
    public partial class EditorWindow : ScriptableObject
    {
        public Vector2 minSize { get; set; }
        public VisualElement rootVisualElement { get { throw null; } }
        public static T GetWindow<T>(string title) where T : EditorWindow { throw null; }
        public void Close() { throw null; }
        public void ShowTab() { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/MenuItem.html
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
    public sealed class MenuItem : Attribute
    {
        public MenuItem(string itemName) { throw null; }
        public MenuItem(string itemName, bool isValidateFunction) { throw null; }
        public MenuItem(string itemName, bool isValidateFunction, int priority) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/MenuCommand.html
    public sealed class MenuCommand
    {
        public UnityEngine.Object context;
        public MenuCommand(UnityEngine.Object inContext) { context = inContext; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/SettingsProvider.html
    public class SettingsProvider
    {
        public SettingsProvider(string path, SettingsScope scopes, IEnumerable<string> keywords = null) { throw null; }
        public Action<string, VisualElement> activateHandler { get; set; }
        public IEnumerable<string> keywords { get; set; }
        public string label { get; set; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/SettingsProviderAttribute.html
    [AttributeUsage(AttributeTargets.Method, Inherited = false, AllowMultiple = false)]
    public class SettingsProviderAttribute : Attribute
    {
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/SettingsScope.html
    public enum SettingsScope
    {
        User,
        Project,
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/SettingsService.html
    public static class SettingsService
    {
        public static EditorWindow OpenUserPreferences(string settingsPath = null) { throw null; }
    }
}

namespace UnityEditor.PackageManager
{
    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/PackageManager.PackageInfo.html
    public sealed partial class PackageInfo
    {
        public string assetPath { get { throw null; } }
        public string version { get { throw null; } }
        public static PackageInfo FindForAssembly(Assembly assembly) { throw null; }
    }
}
