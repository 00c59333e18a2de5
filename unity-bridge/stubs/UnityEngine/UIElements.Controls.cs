using System;
using System.Collections;
using System.Collections.Generic;

namespace UnityEngine.UIElements
{
    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.BindableElement.html
    public class BindableElement : VisualElement
    {
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.TextElement.html
    public class TextElement : BindableElement
    {
        public bool enableRichText { get; set; }
        public virtual string text { get; set; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.Label.html
    public class Label : TextElement
    {
        public Label(string text) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.Button.html
    public class Button : TextElement
    {
        public Button(Action clickEvent) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.Image.html
    public class Image : VisualElement
    {
        public Image() { throw null; }
        public Texture image { get; set; }
        public ScaleMode scaleMode { get; set; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.Foldout.html
    public class Foldout : BindableElement, INotifyValueChanged<bool>
    {
        public Foldout() { throw null; }
        public string text { get; set; }
        public bool value { get; set; }
        public void SetValueWithoutNotify(bool newValue) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.ScrollView.html
    public class ScrollView : VisualElement
    {
        public ScrollView() { throw null; }
        public void ScrollTo(VisualElement child) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.BaseField_1.html
    public abstract class BaseField<TValueType> : BindableElement, INotifyValueChanged<TValueType>
    {
        public virtual TValueType value { get; set; }
        public virtual void SetValueWithoutNotify(TValueType newValue) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.BaseBoolField.html
    public abstract class BaseBoolField : BaseField<bool>
    {
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.Toggle.html
    public class Toggle : BaseBoolField
    {
        public Toggle() { throw null; }
        public Toggle(string label) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.TextInputBaseField_1.html
    public abstract class TextInputBaseField<TValueType> : BaseField<TValueType>
    {
        public bool isPasswordField { get; set; }
        public bool isReadOnly { get; set; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.TextField.html
    public class TextField : TextInputBaseField<string>
    {
        public TextField() { throw null; }
        public TextField(string label) { throw null; }
        public bool multiline { get; set; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.DropdownField.html
    public class DropdownField : BaseField<string>
    {
        public DropdownField(string label) { throw null; }
        public virtual List<string> choices { get; set; }
        public int index { get; set; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.SelectionType.html
    public enum SelectionType
    {
        None = 0,
        Single = 1,
        Multiple = 2,
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.BaseVerticalCollectionView.html
    public abstract class BaseVerticalCollectionView : BindableElement
    {
        public IList itemsSource { get; set; }
        public SelectionType selectionType { get; set; }
        public void Rebuild() { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.ListView.html
    public class ListView : BaseVerticalCollectionView
    {
        public ListView(
            IList itemsSource,
            float itemHeight = -1f,
            Func<VisualElement> makeItem = null,
            Action<VisualElement, int> bindItem = null)
        {
            throw null;
        }
    }
}
