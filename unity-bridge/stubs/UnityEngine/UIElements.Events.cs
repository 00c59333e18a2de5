namespace UnityEngine.UIElements
{
    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.IEventHandler.html
    public interface IEventHandler
    {
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.EventCallback_1.html
    public delegate void EventCallback<in TEventType>(TEventType evt);

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.TrickleDown.html
    public enum TrickleDown
    {
        NoTrickleDown = 0,
        TrickleDown = 1,
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.EventBase.html
    public abstract class EventBase
    {
        public void StopPropagation() { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.EventBase_1.html
    public abstract class EventBase<T> : EventBase where T : EventBase<T>, new()
    {
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.ChangeEvent_1.html
    public class ChangeEvent<T> : EventBase<ChangeEvent<T>>
    {
        public T newValue { get { throw null; } }
        public T previousValue { get { throw null; } }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.INotifyValueChanged_1.html
    public interface INotifyValueChanged<T>
    {
        T value { get; set; }
        void SetValueWithoutNotify(T newValue);
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.INotifyValueChangedExtensions.html
    public static class INotifyValueChangedExtensions
    {
        public static bool RegisterValueChangedCallback<T>(
            this INotifyValueChanged<T> control,
            EventCallback<ChangeEvent<T>> callback)
        {
            throw null;
        }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.KeyboardEventBase_1.html
    public abstract class KeyboardEventBase<T> : EventBase<T> where T : KeyboardEventBase<T>, new()
    {
        public bool actionKey { get { throw null; } }
        public KeyCode keyCode { get { throw null; } }
        public bool shiftKey { get { throw null; } }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.KeyDownEvent.html
    public class KeyDownEvent : KeyboardEventBase<KeyDownEvent>
    {
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.PointerEventBase_1.html
    public abstract class PointerEventBase<T> : EventBase<T> where T : PointerEventBase<T>, new()
    {
        public bool actionKey { get { throw null; } }
        public bool shiftKey { get { throw null; } }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.ClickEvent.html
    public sealed class ClickEvent : PointerEventBase<ClickEvent>
    {
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.MouseEventBase_1.html
    public abstract class MouseEventBase<T> : EventBase<T> where T : MouseEventBase<T>, new()
    {
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.DragAndDropEventBase_1.html
    public abstract class DragAndDropEventBase<T> : MouseEventBase<T> where T : DragAndDropEventBase<T>, new()
    {
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.DragUpdatedEvent.html
    public class DragUpdatedEvent : DragAndDropEventBase<DragUpdatedEvent>
    {
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.DragPerformEvent.html
    public class DragPerformEvent : DragAndDropEventBase<DragPerformEvent>
    {
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.DragExitedEvent.html
    public class DragExitedEvent : DragAndDropEventBase<DragExitedEvent>
    {
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.GeometryChangedEvent.html
    public class GeometryChangedEvent : EventBase<GeometryChangedEvent>
    {
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/UIElements.DragLeaveEvent.html
    public class DragLeaveEvent : DragAndDropEventBase<DragLeaveEvent>
    {
    }
}
