using System.Runtime.CompilerServices;

// The editor fills the database; a game only reads it.
[assembly: InternalsVisibleTo("AssetQL.Editor")]
[assembly: InternalsVisibleTo("AssetQL.Editor.Tests")]
