from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.actions.people import change_own_password
from accounts.forms.sign_in import ChangePasswordForm
from vlu.lib.typing import AuthedRequest


@sensitive_post_parameters("current", "new")
@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: AuthedRequest) -> HttpResponse:
    """Open to every role: a password is nobody else's business."""
    form = ChangePasswordForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        update_session_auth_hash(request, change_own_password(new_password=form.cleaned_data["new"], by=request.user))
        messages.success(request, "Your password is changed")
        return redirect("home")
    return render(request, "accounts/change_password.html", {"form": form})
