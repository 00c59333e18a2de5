using System.Collections.Generic;
using UnityEngine.SceneManagement;

namespace UnityEngine
{
    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/Object.html
    public class Object
    {
        public string name { get; set; }
        public HideFlags hideFlags { get; set; }
        public static void DestroyImmediate(Object obj) { throw null; }
        public static implicit operator bool(Object exists) { throw null; }
        public static bool operator ==(Object x, Object y) { throw null; }
        public static bool operator !=(Object x, Object y) { throw null; }
        public override bool Equals(object other) { throw null; }
        public override int GetHashCode() { throw null; }
        public override string ToString() { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/HideFlags.html
    [System.Flags]
    public enum HideFlags
    {
        None = 0,
        HideAndDontSave = 61,
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/ScriptableObject.html
    public class ScriptableObject : Object
    {
        public static T CreateInstance<T>() where T : ScriptableObject { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/GameObject.html
    public sealed class GameObject : Object
    {
        public GameObject(string name) { throw null; }
        public Transform transform { get { throw null; } }
        public Scene scene { get { throw null; } }
        public T AddComponent<T>() where T : Component { throw null; }
        public T[] GetComponentsInChildren<T>(bool includeInactive) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/Component.html
    public class Component : Object
    {
        public Transform transform { get { throw null; } }
        public GameObject gameObject { get { throw null; } }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/Behaviour.html
    public class Behaviour : Component
    {
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/MonoBehaviour.html
    public class MonoBehaviour : Behaviour
    {
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/Transform.html
    public class Transform : Component
    {
        public Transform parent { get; set; }
        public Vector3 localPosition { get; set; }
        public Vector3 localScale { get; set; }
        public void SetParent(Transform parent, bool worldPositionStays) { throw null; }
    }

    // https://docs.unity3d.com/2021.3/Documentation/ScriptReference/RectTransform.html
    public sealed class RectTransform : Transform
    {
        public Rect rect { get { throw null; } }
    }
}
