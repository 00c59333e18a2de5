using System;
using System.Collections.Generic;

namespace UnityEngine.UIElements
{
    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.Focusable.html
    public abstract class Focusable : CallbackEventHandler
    {
        public bool focusable { get; set; }
        public virtual void Focus() { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.CallbackEventHandler.html
    public abstract class CallbackEventHandler : IEventHandler
    {
        public void RegisterCallback<TEventType>(
            EventCallback<TEventType> callback,
            TrickleDown useTrickleDown = TrickleDown.NoTrickleDown)
            where TEventType : EventBase<TEventType>, new()
        {
            throw null;
        }

        public void UnregisterCallback<TEventType>(
            EventCallback<TEventType> callback,
            TrickleDown useTrickleDown = TrickleDown.NoTrickleDown)
            where TEventType : EventBase<TEventType>, new()
        {
            throw null;
        }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.VisualElement.html
    public class VisualElement : Focusable
    {
        public int childCount { get { throw null; } }
        public virtual VisualElement contentContainer { get { throw null; } }
        public Rect contentRect { get { throw null; } }
        public bool enabledSelf { get { throw null; } }
        public Rect layout { get { throw null; } }
        public IStyle style { get { throw null; } }
        public VisualElementStyleSheetSet styleSheets { get { throw null; } }
        public string name { get; set; }
        public string tooltip { get; set; }
        public object userData { get; set; }
        public void Add(VisualElement child) { throw null; }
        public void AddToClassList(string className) { throw null; }
        public void Clear() { throw null; }
        public void EnableInClassList(string className, bool enable) { throw null; }
        public T GetFirstAncestorOfType<T>() where T : class { throw null; }
        public void SetEnabled(bool value) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.VisualElementStyleSheetSet.html
    public struct VisualElementStyleSheetSet
    {
        public void Add(StyleSheet styleSheet) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.StyleSheet.html
    public class StyleSheet : ScriptableObject
    {
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.IStyle.html
    public interface IStyle
    {
        StyleEnum<Align> alignItems { get; set; }
        StyleColor backgroundColor { get; set; }
        StyleEnum<DisplayStyle> display { get; set; }
        StyleLength height { get; set; }
        StyleLength width { get; set; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.StyleEnum_1.html
    public struct StyleEnum<T> where T : struct, IConvertible
    {
        public static implicit operator StyleEnum<T>(T v) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.StyleColor.html
    public struct StyleColor
    {
        public static implicit operator StyleColor(Color v) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.StyleLength.html
    public struct StyleLength
    {
        public static implicit operator StyleLength(float v) { throw null; }
        public static implicit operator StyleLength(Length v) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.Length.html
    public struct Length
    {
        public static Length Percent(float value) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.DisplayStyle.html
    public enum DisplayStyle
    {
        Flex,
        None,
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.Align.html
    public enum Align
    {
        Auto,
        FlexStart,
        Center,
        FlexEnd,
        Stretch,
    }
}
