using AssetQL.Client;
using NUnit.Framework;

namespace AssetQL.Editor.Tests
{
    public sealed class SessionTests
    {
        private string resumeId;
        private long lastSeq;

        /// <summary>The editor that runs the tests may be connected: its session is put back.</summary>
        [SetUp]
        public void KeepSession()
        {
            SessionMemory memory = new SessionMemory();
            resumeId = memory.ResumeId;
            lastSeq = memory.LastSeq;
        }

        [TearDown]
        public void PutSessionBack()
        {
            ISessionMemory memory = new SessionMemory();
            memory.ResumeId = resumeId;
            memory.LastSeq = lastSeq;
        }

        [Test]
        public void TheSessionIsRememberedByWhoeverAsksNext()
        {
            ISessionMemory memory = new SessionMemory();
            memory.ResumeId = "r-1";
            memory.LastSeq = 5000000000L;

            ISessionMemory next = new SessionMemory();
            Assert.AreEqual("r-1", next.ResumeId);
            Assert.AreEqual(5000000000L, next.LastSeq);

            next.ResumeId = null;
            Assert.IsNull(new SessionMemory().ResumeId);
        }
    }
}
