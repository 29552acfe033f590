from malcha.cli import app

app()
