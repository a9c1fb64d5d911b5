"""How gunicorn serves the intranet: few processes with threads; the rest from the environment."""

import os

host = os.environ.get("HOST", "127.0.0.1")
port = os.environ.get("PORT", "8000")
bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"

worker_class = "gthread"
workers = int(os.environ.get("WEB_PROCESSES", "2"))
threads = int(os.environ.get("WEB_THREADS", "8"))

# The program is read once and its processes begin as copies: half the memory, half the time to start. Nothing of it
# is open before the copies are made; each opens its own database connections.
preload_app = True

# A photo or a scan on a poor line takes its time; a stuck request must still end.
timeout = 120
graceful_timeout = 15
keepalive = 30
# Processes start anew now and then, not all at once: a slow leak never becomes a morning without an intranet.
max_requests = 5000
max_requests_jitter = 500

# Nobody controls the server but systemd or run.sh; a socket in a home folder would fail under ProtectHome.
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None

# X-Forwarded-* is believed only from the proxy on this machine.
forwarded_allow_ips = os.environ.get("TRUSTED_PROXY", "127.0.0.1,::1")

errorlog = "-"
loglevel = os.environ.get("WEB_LOG_LEVEL", "warning")
accesslog = os.environ.get("WEB_ACCESS_LOG") or None
