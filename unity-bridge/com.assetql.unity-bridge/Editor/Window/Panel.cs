using System;
using AssetQL.Client;
using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>What a panel works with.</summary>
    internal sealed class WindowContext
    {
        public WindowContext(WindowState state, BridgeClient client, BridgeStore store)
        {
            State = state;
            Client = client;
            Store = store;
        }

        public WindowState State { get; private set; }

        public BridgeClient Client { get; private set; }

        public BridgeStore Store { get; private set; }

        /// <summary>Shows a tab, and builds it anew from the state.</summary>
        public Action<WindowTab> Go { get; set; }
    }

    /// <summary>The content of a tab. It is built once, and told what has changed.</summary>
    internal abstract class Panel : VisualElement
    {
        protected Panel(WindowContext context)
        {
            Context = context;
            AddToClassList("aql-panel");
        }

        protected WindowContext Context { get; private set; }

        protected WindowState State { get { return Context.State; } }

        protected BridgeClient Client { get { return Context.Client; } }

        protected BridgeStore Store { get { return Context.Store; } }

        /// <summary>Something of the store is different.</summary>
        public abstract void Refresh(StorePart part);

        /// <summary>The panel is taken away.</summary>
        public virtual void Leave()
        {
        }
    }
}
