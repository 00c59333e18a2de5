using System;
using System.Security.Cryptography;
using System.Text;

namespace AssetQL.Client
{
    /// <summary>Unity's GUIDs: 32 lower-case hex digits.</summary>
    internal static class Guids
    {
        /// <summary>As in export-formats: never change it, or every texture gets another one.</summary>
        private const string Namespace = "assetql:unity:";

        /// <summary>The same for the same path on every machine and in every export.</summary>
        public static string OfPath(string path)
        {
            return Md5(Namespace + path);
        }

        public static string Random()
        {
            return Guid.NewGuid().ToString("N");
        }

        public static bool IsGuid(string text)
        {
            if (text == null || text.Length != 32)
            {
                return false;
            }
            foreach (char sign in text)
            {
                if (!((sign >= '0' && sign <= '9') || (sign >= 'a' && sign <= 'f')))
                {
                    return false;
                }
            }
            return true;
        }

        /// <summary>Of its UTF-8, in lower-case hex digits.</summary>
        public static string Md5(string text)
        {
            using (MD5 md5 = MD5.Create())
            {
                var digits = new StringBuilder(32);
                foreach (byte part in md5.ComputeHash(Encoding.UTF8.GetBytes(text)))
                {
                    digits.Append(part.ToString("x2"));
                }
                return digits.ToString();
            }
        }
    }
}
