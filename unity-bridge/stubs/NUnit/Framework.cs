using System;

namespace NUnit.Framework
{
    // https://docs.nunit.org/articles/nunit/writing-tests/attributes/test.html
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = true)]
    public class TestAttribute : Attribute
    {
    }

    // https://docs.nunit.org/articles/nunit/writing-tests/attributes/setup.html
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = true)]
    public class SetUpAttribute : Attribute
    {
    }

    // https://docs.nunit.org/articles/nunit/writing-tests/attributes/teardown.html
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = true)]
    public class TearDownAttribute : Attribute
    {
    }

    // https://docs.nunit.org/articles/nunit/writing-tests/assertions/assertion-models/classic.html
    public class Assert
    {
        public static void AreEqual(object expected, object actual) { throw null; }
        public static void AreSame(object expected, object actual) { throw null; }
        public static void Greater(int arg1, int arg2) { throw null; }
        public static void IsFalse(bool condition) { throw null; }
        public static void IsNotNull(object anObject) { throw null; }
        public static void IsNull(object anObject) { throw null; }
        public static void IsTrue(bool condition) { throw null; }
    }
}
