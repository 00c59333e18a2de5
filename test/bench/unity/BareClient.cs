// The other end of the bare relay, under Mono: frames to files in a folder. `mono BareClient.exe PORT FOLDER`.
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.WebSockets;
using System.Threading;

public static class BareClient
{
    const int HeaderBytes = 16;

    public static int Main(string[] args)
    {
        var files = new Dictionary<uint, FileStream>();
        var buffer = new byte[HeaderBytes + 262144];
        using (var socket = new ClientWebSocket())
        {
            socket.ConnectAsync(new Uri("ws://127.0.0.1:" + args[0] + "/"), CancellationToken.None).Wait();
            for (;;)
            {
                var length = Receive(socket, buffer);
                if (length < 0) return files.Count == 0 ? 0 : 1;
                Write(files, args[1], buffer, length);
            }
        }
    }

    static int Receive(ClientWebSocket socket, byte[] buffer)
    {
        var length = 0;
        for (;;)
        {
            var free = new ArraySegment<byte>(buffer, length, buffer.Length - length);
            var result = socket.ReceiveAsync(free, CancellationToken.None).Result;
            if (result.MessageType == WebSocketMessageType.Close) return -1;
            length += result.Count;
            if (result.EndOfMessage) return length;
        }
    }

    static void Write(Dictionary<uint, FileStream> files, string folder, byte[] frame, int length)
    {
        var transfer = ((uint)frame[0] << 24) | ((uint)frame[1] << 16) | ((uint)frame[2] << 8) | frame[3];
        FileStream file;
        if (!files.TryGetValue(transfer, out file))
        {
            file = new FileStream(Path.Combine(folder, transfer + ".png"), FileMode.Create, FileAccess.Write, FileShare.None, 1);
            files.Add(transfer, file);
        }
        file.Write(frame, HeaderBytes, length - HeaderBytes);
        if (frame[12] == 0) return;
        file.Dispose();
        files.Remove(transfer);
    }
}
