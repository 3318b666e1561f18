"""The server's end of the link between a browser and a kernel, made to send small messages at once.

A kernel answers a slider by two or three small messages. By itself TCP holds the second back until the browser has
acknowledged the first, and a browser may take 40 ms for that: more than all the rest of the way together.
"""

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class PromptConnection(ZMQChannelsWebsocketConnection):
    """A kernel's websocket with TCP_NODELAY."""

    def connect(self):
        """Set the option once the websocket is open, then connect to the kernel."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()
