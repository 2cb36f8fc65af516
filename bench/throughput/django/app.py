"""The smallest lobby on Django Channels, with its in-memory layer: daphne -b 127.0.0.1 -p 9951 app:application"""
import json

import django
from django.conf import settings

settings.configure(
    SECRET_KEY="bench",
    ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=["channels"],
    ROOT_URLCONF=__name__,
    CHANNEL_LAYERS={
        "default": {"BACKEND": "channels.layers.InMemoryChannelLayer", "CONFIG": {"capacity": 100_000}}
    },
)
django.setup()

# Both need the settings.
from channels.generic.websocket import AsyncWebsocketConsumer  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from django.urls import re_path  # noqa: E402

LOBBY = "lobby"
urlpatterns = []


class Chat(AsyncWebsocketConsumer):
    async def connect(self):
        await self.channel_layer.group_add(LOBBY, self.channel_name)
        await self.accept()

    async def disconnect(self, code):
        await self.channel_layer.group_discard(LOBBY, self.channel_name)

    async def receive(self, text_data):
        content = json.loads(text_data)["content"]
        event = {"type": "chat.message", "message": f"(Lobby): user0: {content}"}
        await self.channel_layer.group_send(LOBBY, event)

    async def chat_message(self, event):
        await self.send(text_data=json.dumps({"message": event["message"]}))


routes = [re_path(r"ws/chat/(?P<room>\w+)/$", Chat.as_asgi())]
application = ProtocolTypeRouter({"websocket": URLRouter(routes)})
